/* What JavaScript may ask of batch.c; see src/world/node/batchModule.ts for its types. */
#define NAPI_VERSION 8
#include <node_api.h>

#include "batch.h"

#include <errno.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct module {
  struct batch batch;
  napi_env env;
  napi_ref deliver;
  napi_ref memory[3];
  napi_async_context context;
  napi_async_cleanup_hook_handle cleanup;
  int stopped;
};

static napi_value number(napi_env env, int value) {
  napi_value result = NULL;
  napi_create_int32(env, value, &result);
  return result;
}

static struct module *module_of(napi_env env) {
  void *module = NULL;
  napi_get_instance_data(env, &module);
  return module;
}

static int arguments(napi_env env, napi_callback_info info, size_t wanted, napi_value *values) {
  size_t count = wanted;
  napi_get_cb_info(env, info, &count, values, NULL, NULL);
  return count == wanted;
}

static int integer(napi_env env, napi_value value) {
  int32_t result = 0;
  napi_get_value_int32(env, value, &result);
  return result;
}

/* A literal address; one of IPv6 may name its interface. */
static int address_of(napi_env env, napi_value host, int port, union address *address) {
  char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 2];
  size_t length = 0;
  memset(address, 0, sizeof *address);
  if (napi_get_value_string_utf8(env, host, text, sizeof text, &length) != napi_ok) return -EINVAL;
  return strchr(text, ':') ? uv_ip6_addr(text, port, &address->six)
                           : uv_ip4_addr(text, port, &address->four);
}

static napi_value text_of(napi_env env, const union address *address) {
  char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 2] = "";
  if (address->any.sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &address->six.sin6_addr, text, sizeof text);
    char name[IF_NAMESIZE];
    if (IN6_IS_ADDR_LINKLOCAL(&address->six.sin6_addr) &&
        if_indextoname(address->six.sin6_scope_id, name) != NULL) {
      strcat(text, "%");
      strcat(text, name);
    }
  } else {
    inet_ntop(AF_INET, &address->four.sin_addr, text, sizeof text);
  }
  napi_value result = NULL;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &result);
  return result;
}

/* A handler that throws does so as any other event's would; the rest of the batch is heard all the same. */
static void deliver(struct batch *batch) {
  struct module *module = batch->module;
  napi_env env = module->env;
  napi_handle_scope scope;
  napi_value function, receiver, error;
  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, module->deliver, &function);
  napi_get_global(env, &receiver);
  while (!module->stopped && batch->desk[NEXT] < batch->desk[RECEIVED]) {
    int before = batch->desk[NEXT];
    if (napi_make_callback(env, module->context, receiver, function, 0, NULL, NULL) ==
            napi_pending_exception &&
        napi_get_and_clear_last_exception(env, &error) == napi_ok)
      napi_fatal_exception(env, error);
    if (batch->desk[NEXT] <= before) batch->desk[NEXT] = before + 1;
  }
  napi_close_handle_scope(env, scope);
}

static void gone(struct batch *batch) {
  struct module *module = batch->module;
  napi_remove_async_cleanup_hook(module->cleanup);
  free(batch->sockets);
  free(module);
}

static void stop(napi_async_cleanup_hook_handle handle, void *data) {
  struct module *module = data;
  (void)handle;
  module->stopped = 1;
  batch_stop(&module->batch);
}

/* start(received, sent, desk, deliver): once a thread, before anything else. */
static napi_value start(napi_env env, napi_callback_info info) {
  napi_value values[4], name, resource;
  napi_valuetype type;
  void *memory[3];
  size_t length[3];
  if (!arguments(env, info, 4, values) || module_of(env) != NULL ||
      napi_typeof(env, values[3], &type) != napi_ok || type != napi_function)
    return number(env, -EINVAL);
  for (int i = 0; i < 3; i++)
    if (napi_get_arraybuffer_info(env, values[i], &memory[i], &length[i]) != napi_ok)
      return number(env, -EINVAL);
  if (length[0] < (size_t)RECEIVE_SLOTS * SLOT_BYTES || length[1] < SEND_BYTES ||
      length[2] < DESK_WORDS * sizeof(int32_t))
    return number(env, -EINVAL);
  struct module *module = calloc(1, sizeof *module);
  if (module == NULL) return number(env, -ENOMEM);
  module->env = env;
  module->batch = (struct batch){.received = memory[0], .sent = memory[1], .desk = memory[2],
                                 .deliver = deliver, .gone = gone, .module = module};
  for (int i = 0; i < 3; i++) napi_create_reference(env, values[i], 1, &module->memory[i]);
  napi_create_reference(env, values[3], 1, &module->deliver);
  napi_create_string_utf8(env, "UDP", NAPI_AUTO_LENGTH, &name);
  napi_create_object(env, &resource);
  napi_async_init(env, resource, name, &module->context);
  napi_get_uv_event_loop(env, &module->batch.loop);
  napi_set_instance_data(env, module, NULL, NULL);
  napi_add_async_cleanup_hook(env, stop, module, &module->cleanup);
  return number(env, batch_start(&module->batch));
}

/* open(host, port, receiveBuffer, shared): the socket's id. */
static napi_value open_socket(napi_env env, napi_callback_info info) {
  napi_value values[4];
  struct wish wish = {.receive_buffer = 0};
  struct module *module = module_of(env);
  if (!arguments(env, info, 4, values) || module == NULL || module->stopped)
    return number(env, -EINVAL);
  int error = address_of(env, values[0], integer(env, values[1]), &wish.local);
  if (error < 0) return number(env, error);
  wish.receive_buffer = integer(env, values[2]);
  napi_get_value_bool(env, values[3], &wish.shared);
  return number(env, batch_open(&module->batch, &wish));
}

static struct udp *socket_of(napi_env env, napi_value id) {
  struct module *module = module_of(env);
  return module == NULL ? NULL : batch_socket(&module->batch, integer(env, id));
}

/* port(id): where it is bound. */
static napi_value bound_port(napi_env env, napi_callback_info info) {
  napi_value id;
  union address local;
  socklen_t length = sizeof local;
  struct udp *udp = arguments(env, info, 1, &id) ? socket_of(env, id) : NULL;
  if (udp == NULL || getsockname(udp->fd, &local.any, &length) < 0) return number(env, -EBADF);
  return number(env, ntohs(udp->family == AF_INET6 ? local.six.sin6_port : local.four.sin_port));
}

/* room(id): bytes that may wait to be received. */
static napi_value room_of(napi_env env, napi_callback_info info) {
  napi_value id;
  struct udp *udp = arguments(env, info, 1, &id) ? socket_of(env, id) : NULL;
  return number(env, udp == NULL ? -EBADF : batch_room(udp));
}

/* dropped(id): datagrams for which there was no room. */
static napi_value dropped_of(napi_env env, napi_callback_info info) {
  napi_value id;
  struct udp *udp = arguments(env, info, 1, &id) ? socket_of(env, id) : NULL;
  return number(env, udp == NULL ? -EBADF : batch_dropped(udp));
}

static napi_value close_socket(napi_env env, napi_callback_info info) {
  napi_value id;
  struct udp *udp = arguments(env, info, 1, &id) ? socket_of(env, id) : NULL;
  if (udp != NULL) batch_close(udp);
  return number(env, udp == NULL ? -EBADF : 0);
}

static napi_value flush(napi_env env, napi_callback_info info) {
  struct module *module = module_of(env);
  (void)info;
  if (module != NULL) batch_flush(&module->batch);
  return number(env, 0);
}

/* member(id, group, own, joins): of an IPv4 multicast group, at that address of ours. */
static napi_value member(napi_env env, napi_callback_info info) {
  napi_value values[4];
  union address group, own;
  bool joins = false;
  if (!arguments(env, info, 4, values)) return number(env, -EINVAL);
  struct udp *udp = socket_of(env, values[0]);
  napi_get_value_bool(env, values[3], &joins);
  if (udp == NULL || udp->family != AF_INET || address_of(env, values[1], 0, &group) < 0 ||
      address_of(env, values[2], 0, &own) < 0)
    return number(env, -EINVAL);
  struct ip_mreq request = {.imr_multiaddr = group.four.sin_addr, .imr_interface = own.four.sin_addr};
  int failed = setsockopt(udp->fd, IPPROTO_IP, joins ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP,
                          &request, sizeof request);
  return number(env, failed < 0 ? -errno : 0);
}

/* sender(i): the address of the i-th datagram received, as text. */
static napi_value sender(napi_env env, napi_callback_info info) {
  napi_value value;
  struct module *module = module_of(env);
  if (!arguments(env, info, 1, &value) || module == NULL) return number(env, -EINVAL);
  int i = integer(env, value);
  if (i < 0 || i >= RECEIVE_SLOTS) return number(env, -EINVAL);
  const int32_t *entry = module->batch.desk + DESK_HEAD + ENTRY_WORDS * i;
  int is_four = entry[WORDS] == 0 && entry[WORDS + 1] == 0 && entry[WORDS + 2] == MAPPED;
  union address from;
  memset(&from, 0, sizeof from);
  from.any.sa_family = is_four ? AF_INET : AF_INET6;
  if (is_four) {
    memcpy(&from.four.sin_addr, entry + WORDS + 3, 4);
  } else {
    from.six.sin6_scope_id = (uint32_t)entry[SCOPE];
    memcpy(&from.six.sin6_addr, entry + WORDS, 16);
  }
  return text_of(env, &from);
}

/* words(host): scope and the four words of an address, that of IPv4 as ::ffff:a.b.c.d; nothing when it is none. */
static napi_value words(napi_env env, napi_callback_info info) {
  napi_value host, result = NULL;
  union address address;
  int32_t found[5] = {0, 0, 0, MAPPED, 0};
  if (!arguments(env, info, 1, &host) || address_of(env, host, 0, &address) < 0) return NULL;
  if (address.any.sa_family == AF_INET6) {
    found[0] = (int32_t)address.six.sin6_scope_id;
    memcpy(found + 1, &address.six.sin6_addr, 16);
  } else {
    memcpy(found + 4, &address.four.sin_addr, 4);
  }
  napi_create_array_with_length(env, 5, &result);
  for (uint32_t i = 0; i < 5; i++) napi_set_element(env, result, i, number(env, found[i]));
  return result;
}

NAPI_MODULE_INIT() {
  const struct { const char *name; napi_callback function; } all[] = {
      {"start", start},        {"open", open_socket}, {"port", bound_port}, {"close", close_socket},
      {"flush", flush},        {"member", member},    {"sender", sender},   {"words", words},
      {"room", room_of},       {"dropped", dropped_of},
  };
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    napi_value function;
    napi_create_function(env, all[i].name, NAPI_AUTO_LENGTH, all[i].function, NULL, &function);
    napi_set_named_property(env, exports, all[i].name, function);
  }
  const struct { const char *name; int value; } sizes[] = {
      {"receiveSlots", RECEIVE_SLOTS}, {"slotBytes", SLOT_BYTES}, {"sendSlots", SEND_SLOTS},
      {"sendBytes", SEND_BYTES},       {"deskWords", DESK_WORDS},
  };
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
    napi_set_named_property(env, exports, sizes[i].name, number(env, sizes[i].value));
  return exports;
}
