import type { Machine } from "#kit/machine.ts";
import { assertNever } from "#kit/never.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { readable } from "#sip/message/message.ts";
import { accept, ackCame, progress, refuse } from "#sip/session/accept.ts";
import { answerCame, failureCame } from "#sip/session/answers.ts";
import { closedIfDone } from "#sip/session/bye.ts";
import { cancelCame, end } from "#sip/session/cancel.ts";
import { requestCame } from "#sip/session/inDialog.ts";
import { answer, offer, offeredIfDue, refuseOffer } from "#sip/session/offerAnswer.ts";
import { reply, request } from "#sip/session/requests.ts";
import type { SessionCommand } from "#sip/session/session.ts";
import type {
  Conversing,
  Next,
  SessionEffect,
  SessionFacts,
  SessionInput,
  SessionState,
} from "#sip/session/sessionState.ts";
import { andThen, bodyOf, isConversing, respond } from "#sip/session/steps.ts";
import { timerFired } from "#sip/session/timers.ts";

/**
 * One INVITE session; sessionState.ts draws its states. This file finds who deals with an input;
 * startCalling (invite.ts) and startCalled (accept.ts) make the first state.
 */
export const inviteSession: Machine<SessionState, SessionInput, SessionEffect, SessionFacts> = {
  name: "session",
  step(state, input, facts) {
    const offered = andThen(taken(state, input, facts), (next) => offerWaits(next, facts));
    return andThen(offered, closedIfDone);
  },
};

const offerWaits = (state: SessionState, facts: SessionFacts): Next =>
  isConversing(state) ? offeredIfDue(state, facts) : [state, []];

function taken(state: SessionState, input: SessionInput, facts: SessionFacts): Next {
  if (state.name === "over") return afterwards(state, input);
  switch (input.on) {
    case "command":
      return isConversing(state) ? commanded(state, input.command, facts) : [state, []];
    case "response":
      return answerCame(state, input.id, input.response, facts);
    case "failed":
      return failureCame(state, input.id, input.why, facts);
    case "request":
      return requestCame(state, input.id, input.request, facts);
    case "cancel":
      return cancelCame(state, input.id, input.cancel, facts);
    case "ack": {
      const seq = readable(input.request, CSeq)?.number ?? -1;
      return state.name === "talking" || state.name === "leaving"
        ? ackCame(state, { seq, body: bodyOf(input.request) }, facts)
        : [state, []];
    }
    case "timer":
      return timerFired(state, input.timer, facts);
    case "shellFailed":
      return end(state, { do: "end", status: 500 }, facts);
    default:
      return assertNever(input);
  }
}

/** Requests find no dialog any more. */
const afterwards = (state: SessionState, input: SessionInput): Next =>
  input.on === "request" ? [state, [respond(input.id, 481)]] : [state, []];

function commanded(state: Conversing, command: SessionCommand, facts: SessionFacts): Next {
  switch (command.do) {
    case "progress":
      return state.name === "called" ? progress(state, command, facts) : [state, []];
    case "accept":
      return state.name === "called" ? accept(state, command, facts) : [state, []];
    case "refuse":
      return state.name === "called"
        ? refuse(state, command, { why: "refused" }, facts)
        : [state, []];
    case "offer":
      return offer(state, command.body);
    case "answer":
      return answer(state, command, facts);
    case "refuseOffer":
      return refuseOffer(state, command, facts);
    case "end":
      return end(state, command, facts);
    case "request":
      return request(state, command, facts);
    case "reply":
      return reply(state, command);
    default:
      return assertNever(command);
  }
}
