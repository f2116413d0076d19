import { noAck, refuse, resendOwed, ringOn } from "#sip/session/accept.ts";
import { leftAlone } from "#sip/session/answers.ts";
import { leave, unheard } from "#sip/session/bye.ts";
import { refresh } from "#sip/session/refresh.ts";
import { resendReliable } from "#sip/session/reliableProvisional.ts";
import type { Alive, Called, Next, SessionFacts, SessionTimer } from "#sip/session/sessionState.ts";

/** A timer fired: who set it deals with it. One that outlived its state does nothing. */
export function timerFired(state: Alive, timer: SessionTimer, facts: SessionFacts): Next {
  switch (timer) {
    case "resend":
      return resendOwed<Alive>(state);
    case "linger":
      return [{ ...state, lingers: false }, []];
    case "retry":
      return [{ ...state, holdsOff: false }, []];
    case "giveUp":
      return state.name === "cancelling" ? leftAlone(state) : [state, []];
    case "noAck":
      return state.name === "talking" || state.name === "leaving"
        ? noAck(state, facts)
        : [state, []];
    case "refresh":
      return state.name === "talking" ? refresh(state, facts) : [state, []];
    case "session":
      return state.name === "talking"
        ? leave(state, { why: "lost", bye: unheard }, facts)
        : [state, []];
    default:
      return state.name === "called" ? whileCalled(state, timer, facts) : [state, []];
  }
}

function whileCalled(
  state: Called,
  timer: "resendReliable" | "noPrack" | "ringOn" | "expires",
  facts: SessionFacts,
): Next {
  switch (timer) {
    case "resendReliable":
      return resendReliable(state);
    case "ringOn":
      return ringOn(state, facts);
    case "noPrack": // RFC 3262 §3: a 5xx
      return refuse(state, { status: 504 }, { why: "lost" }, facts);
    case "expires": {
      // §13.3.1: as if it had been cancelled
      const first = { on: "cancelled", reasons: [] } as const;
      return refuse(state, { status: 487 }, { why: "cancelled", first }, facts);
    }
  }
}
