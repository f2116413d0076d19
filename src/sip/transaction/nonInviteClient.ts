/**
 * Client transaction of every request but INVITE and ACK. RFC 3261 §17.1.2, figure 6.
 *
 *                   request: send
 *                        │
 *   E: send again ──► trying ───────── F, transport lost ──► over
 *                        │ 1xx: tell                          ▲
 *                        ▼                                    │
 *   E: send again ──► proceeding ───── F, transport lost ─────┤
 *                        │ 200–699: tell, bury                │
 *                        ▼                                    │
 *                    completed ─────── K ─────────────────────┘
 */
import type { Step } from "#kit/machine.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import {
  end,
  failed,
  nothing,
  send,
  sendAgain,
  type TransactionEffect,
  type TransactionFacts,
  tell,
  wake,
} from "#sip/transaction/effects.ts";
import { firstWait, nextWait, T1, T2, T4, type Waiting } from "#sip/transaction/timers.ts";

export type NonInviteClientState =
  | ({ readonly name: "trying" } & Waiting)
  | ({ readonly name: "proceeding" } & Waiting)
  | { readonly name: "completed" }
  | { readonly name: "over" };

export type NonInviteClientEvent =
  | { readonly on: "response"; readonly response: SipResponse }
  | { readonly on: "alarm" }
  | { readonly on: "transportFailed" };

type State = NonInviteClientState;
type Next = Step<State, TransactionEffect>;

const completed: State = { name: "completed" };
const over: State = { name: "over" };
const bury: TransactionEffect = { do: "bury", for: T4, repeats: "absorb" };

export function startNonInviteClient(request: SipRequest, { reliable }: TransactionFacts): Next {
  const waiting = firstWait(reliable);
  return [{ name: "trying", ...waiting }, [send(request), wake(waiting.wait)]];
}

export function stepNonInviteClient(
  state: State,
  event: NonInviteClientEvent,
  { reliable }: TransactionFacts,
): Next {
  if (state.name === "completed" || state.name === "over") return [state, nothing];
  switch (event.on) {
    case "response":
      if (event.response.status < 200)
        return [{ ...state, name: "proceeding" }, [tell(event.response)]];
      return [completed, [reliable ? end : bury, tell(event.response)]];
    case "transportFailed":
      return [over, failed.transportFailed];
    case "alarm":
      return sentAgain(state);
  }
}

/** §17.1.2.2: each wait doubles, up to T2; once proceeding, all are T2. */
function sentAgain(state: State & Waiting): Next {
  const next = nextWait(state, T2, state.name === "proceeding" ? T2 : T1);
  if (next === undefined) return [over, failed.timeout];
  return [{ name: state.name, ...next }, [sendAgain, wake(next.wait)]];
}
