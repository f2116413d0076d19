/**
 * INVITE client transaction: the caller's side of one INVITE.
 * RFC 3261 §17.1.1 and §9.1, amended by RFC 6026 §7.2 (the accepted state and timer M).
 *
 *                      INVITE: send
 *                           │
 *   A: send again ──►    calling ──── cancel ────► unwanted    B, transport lost: over
 *                           │ 1xx                      │ 1xx
 *                           ▼                          ▼
 *                       proceeding ── cancel ────► cancelling  64·T1: over
 *                           └────────────┬─────────────┘
 *            2xx: tell, bury             │       300–699: tell, ACK, bury
 *              ▼                         │                        ▼
 *          accepted (each 2xx: tell) ◄───┴──► completed (each repeat: ACK again)
 *              └──────── M ─────────► over ◄──────── D ───────────┘
 */
import type { Step } from "#kit/machine.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import {
  end,
  failed,
  nothing,
  rest,
  send,
  sendAgain,
  type TransactionEffect,
  type TransactionFacts,
  tell,
  wake,
} from "#sip/transaction/effects.ts";
import { firstWait, giveUp, nextWait, timerD, type Waiting } from "#sip/transaction/timers.ts";

export type InviteClientState =
  | ({ readonly name: "calling" } & Waiting)
  /** Calling, but the user wants it no more: a CANCEL must wait for a provisional. */
  | ({ readonly name: "unwanted" } & Waiting)
  | { readonly name: "proceeding" }
  | { readonly name: "cancelling" }
  | { readonly name: "accepted" }
  | { readonly name: "completed" }
  | { readonly name: "over" };

export type InviteClientEvent =
  | { readonly on: "response"; readonly response: SipResponse }
  | { readonly on: "alarm" }
  | { readonly on: "cancel" }
  | { readonly on: "transportFailed" };

type State = InviteClientState;
type Next = Step<State, TransactionEffect>;

const proceeding: State = { name: "proceeding" };
const cancelling: State = { name: "cancelling" };
const accepted: State = { name: "accepted" };
const completed: State = { name: "completed" };
const over: State = { name: "over" };

const buryAccepted: TransactionEffect = { do: "bury", for: giveUp, repeats: "tell" };
const buryCompleted: TransactionEffect = { do: "bury", for: timerD, repeats: "sendAgain" };
const cancelNow: readonly TransactionEffect[] = [{ do: "cancel" }, wake(giveUp)];

export function startInviteClient(invite: SipRequest, { reliable }: TransactionFacts): Next {
  const waiting = firstWait(reliable);
  return [{ name: "calling", ...waiting }, [send(invite), wake(waiting.wait)]];
}

export function stepInviteClient(
  state: State,
  event: InviteClientEvent,
  facts: TransactionFacts,
): Next {
  switch (state.name) {
    case "calling":
    case "unwanted":
      return calling(state, event, facts);
    case "proceeding":
      if (event.on === "cancel") return [cancelling, cancelNow];
      // A stream lost now is no failure: the answer may come by another (§18.2.2).
      return event.on === "response" ? answered(state, event.response, facts) : [state, nothing];
    case "cancelling":
      if (event.on === "alarm") return [over, failed.timeout]; // §9.1: gone after 64·T1
      return event.on === "response" ? answered(state, event.response, facts) : [state, nothing];
    default:
      return [state, nothing];
  }
}

function calling(state: State & Waiting, event: InviteClientEvent, facts: TransactionFacts): Next {
  switch (event.on) {
    case "response":
      return event.response.status < 200 && state.name === "unwanted"
        ? [cancelling, [...cancelNow, tell(event.response)]]
        : answered(proceeding, event.response, facts);
    case "cancel":
      return [{ ...state, name: "unwanted" }, nothing];
    case "transportFailed":
      return [over, failed.transportFailed];
    case "alarm": {
      const next = nextWait(state, giveUp); // §17.1.1.2: each wait doubles, with no ceiling
      if (next === undefined) return [over, failed.timeout];
      return [{ name: state.name, ...next }, [sendAgain, wake(next.wait)]];
    }
  }
}

/** `waiting` is where a provisional leads. */
function answered(waiting: State, response: SipResponse, { reliable }: TransactionFacts): Next {
  const told = tell(response);
  if (response.status < 200) return [waiting, waiting === cancelling ? [told] : [rest, told]];
  if (response.status < 300) return [accepted, [buryAccepted, told]];
  const acknowledged: TransactionEffect = { do: "acknowledge", response };
  return [completed, [acknowledged, reliable ? end : buryCompleted, told]];
}
