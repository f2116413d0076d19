import { millis } from "#kit/time.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { refuse } from "#sip/session/accept.ts";
import { dismissed, leave } from "#sip/session/bye.ts";
import type { SessionCommand } from "#sip/session/session.ts";
import type {
  Called,
  Calling,
  Cancelling,
  Next,
  SessionFacts,
  SessionState,
} from "#sip/session/sessionState.ts";
import {
  mainTalk,
  patience,
  reasonsOf,
  respond,
  start,
  tell,
  withTurn,
} from "#sip/session/steps.ts";

/* Ending, whatever the state, and CANCEL in each of its crossings (RFC 3261 §9, RFC 5407). */

type End = Extract<SessionCommand, { readonly do: "end" }>;

export function end(
  state: SessionState,
  { status = 480, extra = [] }: End,
  facts: SessionFacts,
): Next {
  switch (state.name) {
    case "calling": {
      const [next, effects] = cancelled(state, extra);
      return [next, [...effects, tell({ on: "over", why: "ended" })]];
    }
    case "called":
      return refuse(state, { status, extra }, { why: "ended" }, facts);
    case "talking":
      return leave(state, { why: "ended", bye: extra }, facts);
    default:
      return [state, []];
  }
}

/** The transaction sends CANCEL as soon as it may; a 2xx that crosses it finds us waiting. */
function cancelled(state: Calling, extra: End["extra"] = []): Next<Cancelling> {
  const [{ byeAfterAck: _, ...quiet }, effects] = dismissed(state);
  return [
    { ...quiet, name: "cancelling", invite: state.invite },
    [
      { do: "cancel", id: state.invite.id, extra },
      // §9.1: 64·T1 after the CANCEL it counts as cancelled; the first half is for what it waits for
      start("giveUp", millis(2 * patience)),
      ...effects,
    ],
  ];
}

/** BYE came before the answer: from the called side its 2xx was lost or is late (RFC 5407 §3.1); from the caller, an early goodbye (§15). */
export function byeBeforeAnswer(
  state: Calling | Called,
  id: number,
  reasons: readonly string[],
  facts: SessionFacts,
): Next {
  const first = { on: "bye", reasons } as const;
  const answer = respond(id, 200);
  if (state.name === "called") {
    const [next, effects] = refuse(state, { status: 487 }, { why: "bye", first }, facts);
    return [next, [answer, ...effects]];
  }
  const [next, effects] = cancelled(state);
  return [next, [answer, ...effects, tell(first), tell({ on: "over", why: "bye" })]];
}

/** CANCEL came for an INVITE of theirs. The transaction has answered the CANCEL. After our final answer it changes nothing (§9.2). */
export function cancelCame(
  state: SessionState,
  id: number,
  cancel: SipRequest,
  facts: SessionFacts,
): Next {
  if (state.name === "called" && state.invite.id === id) {
    const first = { on: "cancelled", reasons: reasonsOf(cancel) } as const;
    return refuse(state, { status: 487 }, { why: "cancelled", first }, facts);
  }
  if (state.name !== "talking" || state.open?.by !== "INVITE" || state.open.id !== id)
    return [state, []];
  const tag = mainTalk(state)?.dialog.remoteTag ?? "";
  return [{ ...withTurn(state, tag, "agreed"), open: undefined }, [respond(id, 487)]];
}
