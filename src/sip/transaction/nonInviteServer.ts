/**
 * Server transaction of every request but INVITE and ACK. RFC 3261 §17.2.2, figure 8.
 *
 *   request
 *      │
 *   trying       (request again: nothing)
 *      │ 1xx from user: send
 *      ▼
 *   proceeding   (request again: send again)
 *      │ 200–699: send, bury
 *      ▼
 *   completed    (request again: send again)
 *      │ J
 *      ▼
 *    over
 *
 * One that nobody answers ends after 64·T1 without a word: its client has given up by then, and a
 * 408 would only cost (RFC 4320 §4.1).
 */
import type { Step } from "#kit/machine.ts";
import type { SipResponse } from "#sip/message/message.ts";
import {
  end,
  nothing,
  send,
  sendAgain,
  type TransactionEffect,
  type TransactionFacts,
  wake,
} from "#sip/transaction/effects.ts";
import { giveUp } from "#sip/transaction/timers.ts";

export type NonInviteServerState =
  | { readonly name: "trying" }
  | { readonly name: "proceeding" }
  | { readonly name: "completed" }
  | { readonly name: "over" };

export type NonInviteServerEvent =
  /** The request again. */
  | { readonly on: "request" }
  | { readonly on: "answer"; readonly response: SipResponse }
  | { readonly on: "alarm" };

type State = NonInviteServerState;
type Next = Step<State, TransactionEffect>;

const proceeding: State = { name: "proceeding" };
const completed: State = { name: "completed" };
const over: State = { name: "over" };

const once: readonly TransactionEffect[] = [sendAgain];
const bury: TransactionEffect = { do: "bury", for: giveUp, repeats: "sendAgain" };
const ended: readonly TransactionEffect[] = [end];

export const startNonInviteServer: Next = [{ name: "trying" }, [wake(giveUp)]];

export function stepNonInviteServer(
  state: State,
  event: NonInviteServerEvent,
  { reliable }: TransactionFacts,
): Next {
  if (state.name === "completed" || state.name === "over") return [state, nothing];
  switch (event.on) {
    case "request":
      return [state, state.name === "proceeding" ? once : nothing];
    case "answer":
      if (event.response.status < 200) return [proceeding, [send(event.response)]];
      return [completed, [send(event.response), reliable ? end : bury]];
    case "alarm":
      return [over, ended];
  }
}
