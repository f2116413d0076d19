/**
 * INVITE server transaction: the called side of one INVITE.
 * RFC 3261 §17.2.1, amended by RFC 6026 §7.1 (the accepted state and timer L).
 *
 *               INVITE
 *                  │
 *              trying ──── 200 ms: send 100 ───┐
 *                  │ 101–199 from user: send   │
 *                  ▼                           │
 *              proceeding  ◄───────────────────┘    (INVITE again: send again)
 *                  ├────────── 300–699: send ───────────┐
 *                  │ 2xx: send, bury                    ▼
 *                  ▼                                completed   (INVITE again, G: send again)
 *              accepted                                 │ ACK: bury
 *     (another 2xx of the user: send;                   ▼
 *      INVITE again: nothing; ACK: to the user)     confirmed   (swallows ACKs)
 *                  └───────── L ─────► over ◄── I, H ───┘
 */
import type { Step } from "#kit/machine.ts";
import type { SipResponse } from "#sip/message/message.ts";
import {
  end,
  failed,
  nothing,
  rest,
  send,
  sendAgain,
  type TransactionEffect,
  type TransactionFacts,
  wake,
} from "#sip/transaction/effects.ts";
import {
  firstWait,
  giveUp,
  nextWait,
  T2,
  T4,
  untilTrying,
  type Waiting,
} from "#sip/transaction/timers.ts";

export type InviteServerState =
  | { readonly name: "trying" }
  | { readonly name: "proceeding" }
  | ({ readonly name: "completed" } & Waiting)
  | { readonly name: "accepted" }
  | { readonly name: "confirmed" }
  | { readonly name: "over" };

export type InviteServerEvent =
  /** The INVITE again. */
  | { readonly on: "request" }
  | { readonly on: "ack" }
  | { readonly on: "answer"; readonly response: SipResponse }
  | { readonly on: "alarm" };

type State = InviteServerState;
type Next = Step<State, TransactionEffect>;

const trying: State = { name: "trying" };
const proceeding: State = { name: "proceeding" };
const accepted: State = { name: "accepted" };
const confirmed: State = { name: "confirmed" };
const over: State = { name: "over" };

const once: readonly TransactionEffect[] = [sendAgain];
const tryingNow: readonly TransactionEffect[] = [{ do: "sendTrying" }];
const buryAccepted: TransactionEffect = { do: "bury", for: giveUp, repeats: "tell" };
const buryConfirmed: readonly TransactionEffect[] = [{ do: "bury", for: T4, repeats: "absorb" }];
const ended: readonly TransactionEffect[] = [end];

export const startInviteServer: Next = [trying, [wake(untilTrying)]];

export function stepInviteServer(
  state: State,
  event: InviteServerEvent,
  facts: TransactionFacts,
): Next {
  switch (state.name) {
    case "trying":
      if (event.on === "alarm") return [proceeding, tryingNow];
      return event.on === "answer" ? answered(state, event.response, facts) : [state, nothing];
    case "proceeding":
      if (event.on === "request") return [state, once];
      return event.on === "answer" ? answered(state, event.response, facts) : [state, nothing];
    case "completed":
      return completed(state, event, facts);
    case "accepted":
      return isSuccess(event) ? [state, [send(event.response)]] : [state, nothing];
    default:
      return [state, nothing];
  }
}

function answered(from: State, response: SipResponse, { reliable }: TransactionFacts): Next {
  if (response.status < 200)
    return [proceeding, from === trying ? [send(response), rest] : [send(response)]];
  if (response.status < 300) return [accepted, [send(response), buryAccepted]];
  const waiting = firstWait(reliable); // timers G and H in one
  return [{ name: "completed", ...waiting }, [send(response), wake(waiting.wait)]];
}

function completed(
  state: State & Waiting,
  event: InviteServerEvent,
  { reliable }: TransactionFacts,
): Next {
  switch (event.on) {
    case "ack":
      return reliable ? [over, ended] : [confirmed, buryConfirmed];
    case "request":
      return [state, once];
    case "answer":
      return [state, nothing]; // §17.2.1: the first final response is the only one
    case "alarm": {
      const next = nextWait(state, T2);
      if (next === undefined) return [over, failed.timeout];
      return [{ name: state.name, ...next }, [sendAgain, wake(next.wait)]];
    }
  }
}

const isSuccess = (
  event: InviteServerEvent,
): event is InviteServerEvent & { readonly on: "answer" } =>
  event.on === "answer" && event.response.status >= 200 && event.response.status < 300;
