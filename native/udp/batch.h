/*
 * UDP in batches: what came to all sockets of a turn of the loop is handed over at once, and what
 * was sent in a turn goes out at once (recvmmsg(2), sendmmsg(2)).
 *
 *   turn of the loop:  timers │ prepare: flush │ poll: receive… │ check: deliver, flush │ closing
 *
 * batch.c knows sockets and libuv, module.c knows JavaScript. Three pieces of memory are shared with
 * src/world/node/batchUdp.ts, which made them, one set a thread:
 *
 *   received   RECEIVE_SLOTS slots of SLOT_BYTES, a datagram each
 *   sent       datagrams to be sent one after the other, each from a multiple of 8
 *   desk       int32: count received │ next to hear │ count to send │ 0 │ entries …
 *   entry      int32 × 8: socket │ length │ port │ IPv6 scope │ address, 4 words in network order;
 *              IPv4 as ::ffff:a.b.c.d, at any socket. First those of received, then of sent.
 */
#ifndef RINGWISE_UDP_BATCH_H
#define RINGWISE_UDP_BATCH_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <uv.h>

/* A datagram has at most 65,535 octets, so none is cut; the rest keeps slots out of one cache set. */
enum { RECEIVE_SLOTS = 64, SLOT_BYTES = 65536 + 64 * 17, SEND_SLOTS = 64, SEND_BYTES = 1 << 18 };
enum { DESK_HEAD = 4, ENTRY_WORDS = 8, DESK_WORDS = DESK_HEAD + ENTRY_WORDS * (RECEIVE_SLOTS + SEND_SLOTS) };
/* Per socket, when the kernel's buffer is full: what is later than these is of no use. */
enum { MOST_WAITING = 256 };

enum { RECEIVED, NEXT, TO_SEND };
enum { SOCKET, LENGTH, PORT, SCOPE, WORDS };
/* The third word of an IPv4 address. */
#define MAPPED ((int32_t)htonl(0xffff))

union address {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
};

/* A datagram that the kernel had no room for. */
struct waiting {
  struct waiting *next;
  union address to;
  size_t length;
  char bytes[];
};

struct batch;

struct udp {
  uv_poll_t poll;
  struct batch *batch;
  int id;
  int fd;
  int family;
  int closing;
  int count; /* of waiting */
  struct waiting *first;
  struct waiting **last;
};

/* Everything of one thread. */
struct batch {
  uv_loop_t *loop;
  uv_prepare_t prepare;
  uv_check_t check;
  struct udp **sockets; /* by id; NULL is free */
  int room;
  int handles; /* that libuv still knows */
  char *received;
  char *sent;
  int32_t *desk;
  /* Tells JavaScript of entries NEXT … RECEIVED. */
  void (*deliver)(struct batch *);
  /* When the last handle is gone. */
  void (*gone)(struct batch *);
  void *module;
};

/* All answer 0 or more, or an error's number below 0, as libuv does. */
int batch_start(struct batch *batch);
/* Closes everything; `gone` is called from the loop. */
void batch_stop(struct batch *batch);
/* receive_buffer 0: as the system has it. shared: with other processes (SO_REUSEPORT). */
struct wish {
  union address local;
  int receive_buffer;
  bool shared;
};

/* The new socket's id. */
int batch_open(struct batch *batch, const struct wish *wish);
/* Bytes that may wait to be received, as was asked for; the kernel counts twice as many (socket(7)). */
int batch_room(struct udp *udp);
/* Datagrams that found no room. */
int batch_dropped(struct udp *udp);
struct udp *batch_socket(struct batch *batch, int id);
void batch_close(struct udp *udp);
void batch_flush(struct batch *batch);
socklen_t address_length(int family);

#endif
