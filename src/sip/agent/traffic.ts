import { listeners } from "#kit/listeners.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { glance } from "#sip/message/glance.ts";
import { messageLabel, readable } from "#sip/message/message.ts";
import type { Transports } from "#sip/transport/transport.ts";

/** Transports whose messages can be watched; what leaves is only glanced at, and that while somebody watches. */
export interface Watched {
  readonly transports: Transports;
  readonly traffic: ReturnType<typeof listeners<Traffic>>["listen"];
}

export function watched(inner: Transports): Watched {
  const traffic = listeners<Traffic>();
  return {
    traffic: traffic.listen,
    transports: {
      send(bytes, flow) {
        if (traffic.count > 0) {
          const { callId, label } = glance(bytes);
          traffic.tell({ direction: "out", callId, text: label, bytes, flow });
        }
        return inner.send(bytes, flow);
      },
      flowTo: (hop, then) => inner.flowTo(hop, then),
      ownAddress: (flow) => inner.ownAddress(flow),
      ...(inner.guard && { guard: inner.guard.bind(inner) }),
      ...(inner.keepOpen && { keepOpen: inner.keepOpen.bind(inner) }),
      arrivals: (listener) =>
        inner.arrivals((arrival) => {
          const { message, flow } = arrival;
          if (traffic.count > 0) {
            const callId = readable(message, CallId) ?? "";
            const { bytes } = message;
            traffic.tell({ direction: "in", callId, text: messageLabel(message), bytes, flow });
          }
          listener(arrival);
        }),
      losses: inner.losses,
      close: () => inner.close(),
    },
  };
}
