import { admit } from "#sip/dialog/dialog.ts";
import { dialogIdOf } from "#sip/dialog/dialogId.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { unqueued } from "#sip/session/accept.ts";
import { byeCame } from "#sip/session/bye.ts";
import { byeBeforeAnswer } from "#sip/session/cancel.ts";
import { reinvited } from "#sip/session/reinvite.ts";
import { pracked } from "#sip/session/reliableProvisional.ts";
import { requested } from "#sip/session/requests.ts";
import type {
  Alive,
  Called,
  Conversing,
  Next,
  SessionFacts,
  SessionState,
  Talk,
} from "#sip/session/sessionState.ts";
import {
  andThen,
  comeAgain,
  isConversing,
  reasonsOf,
  respond,
  talkOf,
  withTalk,
} from "#sip/session/steps.ts";
import { updated } from "#sip/session/update.ts";

/** A request within one of our dialogs (RFC 3261 §12.2.2). */
export function requestCame(
  state: Alive,
  id: number,
  request: SipRequest,
  facts: SessionFacts,
): Next {
  const talk = talkOf(state, dialogIdOf(request).remoteTag);
  if (talk === undefined) return [state, [respond(id, 481)]];
  const admitted = admit(talk.dialog, request);
  if (!admitted.ok) return [state, [comeAgain(id, facts.luck)]]; // §12.2.2: 500
  const current = { ...talk, dialog: admitted.value };
  const next = withTalk(state, current);
  if (request.method === "BYE") return goodbyeCame(next, current, { id, request }, facts);
  const ours = isConversing(next) && isAlive(next, current);
  return ours ? conversed(next, current, { id, request }, facts) : [next, [respond(id, 481)]];
}

/** While a call rings, each fork; then the one that answered. */
const isAlive = (state: Alive, talk: Talk): boolean =>
  state.name === "calling" || state.talks[0] === talk;

interface Came {
  readonly id: number;
  readonly request: SipRequest;
}

function goodbyeCame(state: Alive, talk: Talk, { id, request }: Came, facts: SessionFacts): Next {
  const reasons = reasonsOf(request);
  const isOneOfMany = state.name === "calling" && state.talks.length > 1;
  if (state.name === "cancelling" || isOneOfMany || !isAlive(state, talk))
    return [state, [respond(id, 200)]];
  return state.name === "calling" || state.name === "called"
    ? byeBeforeAnswer(state, id, reasons, facts)
    : byeCame(state, id, reasons, facts);
}

function conversed(state: Conversing, talk: Talk, came: Came, facts: SessionFacts): Next {
  const { id, request } = came;
  switch (request.method) {
    case "INVITE":
      return reinvited(state, id, request, facts);
    case "UPDATE":
      return updated(state, talk, came, facts);
    case "PRACK":
      if (state.name === "called")
        return andThen<Called, SessionState>(pracked(state, id, request), (next) =>
          unqueued(next, facts),
        );
      // the 1xx that it acknowledges is history: our 2xx has gone out
      return [state, [respond(id, state.side === "called" ? 200 : 481)]];
    default:
      return requested(state, id, request, facts);
  }
}
