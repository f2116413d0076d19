#define _GNU_SOURCE
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void on_poll(uv_poll_t *poll, int status, int events);

socklen_t address_length(int family) {
  return family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
}

static int32_t *received_entry(struct batch *batch, int i) {
  return batch->desk + DESK_HEAD + ENTRY_WORDS * i;
}

static int32_t *sent_entry(struct batch *batch, int i) { return received_entry(batch, RECEIVE_SLOTS + i); }

struct udp *batch_socket(struct batch *batch, int id) {
  struct udp *udp = id >= 0 && id < batch->room ? batch->sockets[id] : NULL;
  return udp == NULL || udp->closing ? NULL : udp;
}

/* ---- receiving ---- */

static void note_sender(int32_t *entry, const union address *from) {
  if (from->any.sa_family == AF_INET6) {
    entry[PORT] = ntohs(from->six.sin6_port);
    entry[SCOPE] = (int32_t)from->six.sin6_scope_id;
    memcpy(entry + WORDS, &from->six.sin6_addr, 16);
  } else {
    entry[PORT] = ntohs(from->four.sin_port);
    entry[SCOPE] = 0;
    entry[WORDS] = entry[WORDS + 1] = 0;
    entry[WORDS + 2] = MAPPED;
    memcpy(entry + WORDS + 3, &from->four.sin_addr, 4);
  }
}

static void hand_over(struct batch *batch) {
  if (batch->desk[RECEIVED] > 0) batch->deliver(batch);
  batch->desk[RECEIVED] = 0;
  batch->desk[NEXT] = 0;
  batch_flush(batch);
}

/* As many as there is room for; what is left keeps the socket readable, and the others have their turn. */
static void receive(struct udp *udp) {
  struct batch *batch = udp->batch;
  struct mmsghdr headers[RECEIVE_SLOTS];
  struct iovec parts[RECEIVE_SLOTS];
  union address from[RECEIVE_SLOTS];
  if (batch->desk[RECEIVED] == RECEIVE_SLOTS) hand_over(batch);
  if (udp->closing) return;
  int first = batch->desk[RECEIVED];
  int room = RECEIVE_SLOTS - first;
  memset(headers, 0, sizeof headers[0] * (size_t)room);
  for (int i = 0; i < room; i++) {
    parts[i].iov_base = batch->received + (size_t)(first + i) * SLOT_BYTES;
    parts[i].iov_len = SLOT_BYTES;
    headers[i].msg_hdr.msg_iov = &parts[i];
    headers[i].msg_hdr.msg_iovlen = 1;
    headers[i].msg_hdr.msg_name = &from[i];
    headers[i].msg_hdr.msg_namelen = sizeof from[i];
  }
  int count;
  do count = recvmmsg(udp->fd, headers, (unsigned)room, MSG_DONTWAIT, NULL);
  while (count < 0 && errno == EINTR);
  int taken = first; /* an error that a peer's ICMP left is gone now; the socket goes on */
  for (int i = 0; i < count; i++) {
    if (headers[i].msg_hdr.msg_flags & MSG_TRUNC) continue;
    int32_t *entry = received_entry(batch, taken);
    if (taken != first + i)
      memcpy(batch->received + (size_t)taken * SLOT_BYTES, parts[i].iov_base, headers[i].msg_len);
    entry[SOCKET] = udp->id;
    entry[LENGTH] = (int32_t)headers[i].msg_len;
    note_sender(entry, &from[i]);
    taken++;
  }
  batch->desk[RECEIVED] = taken;
}

/* ---- sending ---- */

static void drop_first(struct udp *udp) {
  struct waiting *gone = udp->first;
  udp->first = gone->next;
  if (udp->first == NULL) udp->last = &udp->first;
  udp->count--;
  free(gone);
}

static void wait_for_room(struct udp *udp, const struct msghdr *message) {
  if (udp->count >= MOST_WAITING) return;
  size_t length = message->msg_iov->iov_len;
  struct waiting *one = malloc(sizeof *one + length);
  if (one == NULL) return;
  one->next = NULL;
  one->length = length;
  memcpy(&one->to, message->msg_name, message->msg_namelen);
  memcpy(one->bytes, message->msg_iov->iov_base, length);
  *udp->last = one;
  udp->last = &one->next;
  if (udp->count++ == 0) uv_poll_start(&udp->poll, UV_READABLE | UV_WRITABLE, on_poll);
}

static int is_full(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

static void send_waiting(struct udp *udp) {
  while (udp->first != NULL) {
    struct waiting *one = udp->first;
    ssize_t sent = sendto(udp->fd, one->bytes, one->length, MSG_DONTWAIT, &one->to.any,
                          address_length(udp->family));
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && is_full(errno)) return;
    drop_first(udp); /* sent, or beyond sending */
  }
  uv_poll_start(&udp->poll, UV_READABLE, on_poll);
}

static void send_run(struct udp *udp, struct mmsghdr *headers, int count) {
  int done = 0;
  while (done < count && udp->first == NULL) {
    int sent = sendmmsg(udp->fd, headers + done, (unsigned)(count - done), MSG_DONTWAIT);
    if (sent > 0) done += sent;
    else if (sent < 0 && errno == EINTR) continue;
    else if (sent < 0 && is_full(errno)) break;
    else done++; /* no way there, or too long: this one is lost */
  }
  for (; done < count; done++) wait_for_room(udp, &headers[done].msg_hdr);
}

static void note_receiver(union address *to, int family, const int32_t *entry) {
  memset(to, 0, sizeof *to);
  to->any.sa_family = (sa_family_t)family;
  if (family == AF_INET6) {
    to->six.sin6_port = htons((uint16_t)entry[PORT]);
    to->six.sin6_scope_id = (uint32_t)entry[SCOPE];
    memcpy(&to->six.sin6_addr, entry + WORDS, 16);
  } else {
    to->four.sin_port = htons((uint16_t)entry[PORT]);
    memcpy(&to->four.sin_addr, entry + WORDS + 3, 4);
  }
}

/* Runs of one socket together, in the order in which they were given. */
void batch_flush(struct batch *batch) {
  int count = batch->desk[TO_SEND];
  if (count <= 0 || count > SEND_SLOTS) return;
  batch->desk[TO_SEND] = 0;
  struct mmsghdr headers[SEND_SLOTS];
  struct iovec parts[SEND_SLOTS];
  union address to[SEND_SLOTS];
  size_t offset = 0;
  for (int begin = 0, i = 0; i < count; begin = i) {
    int id = sent_entry(batch, begin)[SOCKET];
    struct udp *udp = batch_socket(batch, id);
    int run = 0;
    for (; i < count && sent_entry(batch, i)[SOCKET] == id; i++) {
      const int32_t *entry = sent_entry(batch, i);
      size_t length = (size_t)entry[LENGTH];
      if (length > SEND_BYTES - offset) return;
      parts[run].iov_base = batch->sent + offset;
      parts[run].iov_len = length;
      offset += (length + 7) & ~(size_t)7;
      if (udp == NULL) continue;
      memset(&headers[run], 0, sizeof headers[run]);
      note_receiver(&to[run], udp->family, entry);
      headers[run].msg_hdr.msg_iov = &parts[run];
      headers[run].msg_hdr.msg_iovlen = 1;
      headers[run].msg_hdr.msg_name = &to[run];
      headers[run].msg_hdr.msg_namelen = address_length(udp->family);
      run++;
    }
    if (run > 0) send_run(udp, headers, run);
  }
}

/* ---- the loop ---- */

static void on_poll(uv_poll_t *poll, int status, int events) {
  struct udp *udp = poll->data;
  if (status < 0) { /* libuv stops at an error of the socket; asking for it takes it away */
    int error;
    socklen_t length = sizeof error;
    getsockopt(udp->fd, SOL_SOCKET, SO_ERROR, &error, &length);
    uv_poll_start(poll, udp->first ? UV_READABLE | UV_WRITABLE : UV_READABLE, on_poll);
    return;
  }
  if (events & UV_WRITABLE) send_waiting(udp);
  if (events & UV_READABLE) receive(udp);
}

static void on_prepare(uv_prepare_t *prepare) { batch_flush(prepare->data); }
static void on_check(uv_check_t *check) { hand_over(check->data); }

static void one_less(struct batch *batch) {
  if (--batch->handles == 0) batch->gone(batch);
}

static void on_loop_handle_closed(uv_handle_t *handle) { one_less(handle->data); }

int batch_start(struct batch *batch) {
  uv_prepare_init(batch->loop, &batch->prepare);
  uv_check_init(batch->loop, &batch->check);
  batch->prepare.data = batch->check.data = batch;
  batch->handles = 2;
  uv_prepare_start(&batch->prepare, on_prepare);
  uv_check_start(&batch->check, on_check);
  uv_unref((uv_handle_t *)&batch->prepare); /* only sockets keep a program running */
  uv_unref((uv_handle_t *)&batch->check);
  return 0;
}

void batch_stop(struct batch *batch) {
  batch_flush(batch);
  for (int id = 0; id < batch->room; id++)
    if (batch_socket(batch, id) != NULL) batch_close(batch->sockets[id]);
  uv_close((uv_handle_t *)&batch->prepare, on_loop_handle_closed);
  uv_close((uv_handle_t *)&batch->check, on_loop_handle_closed);
}

static int free_id(struct batch *batch) {
  for (int id = 0; id < batch->room; id++)
    if (batch->sockets[id] == NULL) return id;
  int room = batch->room == 0 ? 16 : batch->room * 2;
  struct udp **more = realloc(batch->sockets, sizeof *more * (size_t)room);
  if (more == NULL) return -ENOMEM;
  memset(more + batch->room, 0, sizeof *more * (size_t)(room - batch->room));
  int id = batch->room;
  batch->sockets = more;
  batch->room = room;
  return id;
}

static int bound_socket(const struct wish *wish) {
  int family = wish->local.any.sa_family;
  int yes = 1;
  int fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (wish->receive_buffer > 0)
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &wish->receive_buffer, sizeof wish->receive_buffer);
  if ((!wish->shared || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) == 0) &&
      bind(fd, &wish->local.any, address_length(family)) == 0)
    return fd;
  int error = -errno;
  close(fd);
  return error;
}

int batch_open(struct batch *batch, const struct wish *wish) {
  int id = free_id(batch);
  if (id < 0) return id;
  int fd = bound_socket(wish);
  if (fd < 0) return fd;
  struct udp *udp = calloc(1, sizeof *udp);
  int error = udp == NULL ? -ENOMEM : uv_poll_init(batch->loop, &udp->poll, fd);
  if (error < 0) {
    free(udp);
    close(fd);
    return error;
  }
  udp->poll.data = udp;
  udp->batch = batch;
  udp->id = id;
  udp->fd = fd;
  udp->family = wish->local.any.sa_family;
  udp->last = &udp->first;
  batch->sockets[id] = udp;
  batch->handles++;
  uv_poll_start(&udp->poll, UV_READABLE, on_poll);
  return id;
}

int batch_room(struct udp *udp) {
  int twice = 0;
  socklen_t length = sizeof twice;
  return getsockopt(udp->fd, SOL_SOCKET, SO_RCVBUF, &twice, &length) == 0 ? twice / 2 : -errno;
}

int batch_dropped(struct udp *udp) {
#ifdef SO_MEMINFO
  uint32_t figures[9] = {0}; /* linux/sock_diag.h, which not every compiler has: the last one are drops */
  socklen_t length = sizeof figures;
  if (getsockopt(udp->fd, SOL_SOCKET, SO_MEMINFO, figures, &length) < 0) return -errno;
  return length == sizeof figures ? (int)(figures[8] & 0x7fffffff) : -ENOSYS;
#else
  (void)udp;
  return -ENOSYS;
#endif
}

static void on_closed(uv_handle_t *handle) {
  struct udp *udp = handle->data;
  struct batch *batch = udp->batch;
  batch->sockets[udp->id] = NULL; /* only now: what came to it this turn must not reach the next of that id */
  while (udp->first != NULL) drop_first(udp);
  free(udp);
  one_less(batch);
}

/* What was sent before goes out; what the kernel had no room for is lost, and the port is free at once. */
void batch_close(struct udp *udp) {
  batch_flush(udp->batch);
  udp->closing = 1;
  uv_poll_stop(&udp->poll);
  uv_close((uv_handle_t *)&udp->poll, on_closed);
  close(udp->fd);
}
