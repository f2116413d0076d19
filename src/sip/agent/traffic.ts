import { listeners } from "#kit/listeners.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { messageLabel, readable, type SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Transports } from "#sip/transport/transport.ts";

/** Transports whose messages can be watched; what leaves is parsed only while somebody watches. */
export interface Watched {
  readonly transports: Transports;
  readonly traffic: ReturnType<typeof listeners<Traffic>>["listen"];
}

export function watched(inner: Transports): Watched {
  const traffic = listeners<Traffic>();
  const saw = (direction: Traffic["direction"], message: SipMessage, flow: Flow): void =>
    traffic.tell({
      direction,
      callId: readable(message, CallId) ?? "",
      text: messageLabel(message),
      flow,
    });
  return {
    traffic: traffic.listen,
    transports: {
      send(bytes, flow) {
        if (traffic.count > 0) {
          const message = parseMessage(bytes);
          if (message.ok) saw("out", message.value, flow);
        }
        return inner.send(bytes, flow);
      },
      flowTo: (hop, then) => inner.flowTo(hop, then),
      ownAddress: (flow) => inner.ownAddress(flow),
      arrivals: (listener) =>
        inner.arrivals((arrival) => {
          if (traffic.count > 0) saw("in", arrival.message, arrival.flow);
          listener(arrival);
        }),
      losses: inner.losses,
      close: () => inner.close(),
    },
  };
}
