import { CSeq } from "#sip/headers/cseq.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { answerUpdate, isChanging } from "#sip/session/offerAnswer.ts";
import type { Conversing, Next, SessionFacts, Talk } from "#sip/session/sessionState.ts";
import { intervalAsked, isTooShort, refuseInterval } from "#sip/session/sessionTimer.ts";
import { bodyOf, comeAgain, respond, tell, withTurn } from "#sip/session/steps.ts";

/** An UPDATE came (RFC 3311 §5.2): an offer for the owner, or without a body a refresh that we answer ourselves. */
export function updated(
  state: Conversing,
  talk: Talk,
  { id, request }: { readonly id: number; readonly request: SipRequest },
  facts: SessionFacts,
): Next {
  const asksInterval = intervalAsked(request);
  const body = bodyOf(request);
  if (isTooShort(asksInterval, facts.options)) return [state, [refuseInterval(id, facts.options)]];
  if (body === undefined) return answerUpdate(state, { id, asksInterval }, {}, facts);
  if (state.open !== undefined || talk.turn === "theirs" || talk.turn === "fresh")
    return [state, [comeAgain(id, facts.luck)]];
  if (talk.turn === "ours" || isChanging(state)) return [state, [respond(id, 491)]];
  const seq = readable(request, CSeq)?.number ?? 0;
  const open = { by: "UPDATE", id, seq, delayed: false, asksInterval } as const;
  return [
    { ...withTurn(state, talk.dialog.remoteTag, "theirs"), open, theirs: body },
    [tell({ on: "offered", by: "UPDATE", body })],
  ];
}
