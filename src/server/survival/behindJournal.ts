import { listeners } from "#kit/listeners.ts";
import type { Journal } from "#server/survival/journal.ts";
import { glance } from "#sip/message/glance.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Transports } from "#sip/transport/transport.ts";

/**
 * Transports whose messages leave when the journal has what they tell. Their order stays. A flow
 * that is found gone by then is told as a loss, for nobody waits for an answer any more.
 */
export function behindJournal<Kind extends Transports>(inner: Kind, journal: Journal): Transports {
  const late = listeners<Flow>();
  return {
    send(bytes, flow) {
      let isDone = false;
      let isSent = true;
      const { callId, label } = glance(bytes);
      const sends = (): void => {
        isSent = inner.send(bytes, flow);
        if (isDone && !isSent) late.tell(flow);
        isDone = true;
      };
      journal.behind(callId, sends, label === "INVITE");
      isDone = true;
      return isSent;
    },
    flowTo: (hop, then) => inner.flowTo(hop, then),
    ownAddress: (flow) => inner.ownAddress(flow),
    ...(inner.keepOpen && { keepOpen: inner.keepOpen.bind(inner) }),
    arrivals: inner.arrivals,
    losses(listener) {
      const cancels = [inner.losses(listener), late.listen(listener)];
      return () => {
        for (const cancel of cancels) cancel();
      };
    },
    close: () => inner.close(),
  };
}
