import { seconds } from "#kit/time.ts";
import { dialogIdOf } from "#sip/dialog/dialogId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { acknowledgeCopy, endFork } from "#sip/session/acknowledge.ts";
import { answeredBy, askedAgain, replied, withoutAsked } from "#sip/session/ask.ts";
import { inviteAnswered, inviteFailed } from "#sip/session/connect.ts";
import { rootOf } from "#sip/session/invite.ts";
import { refreshed } from "#sip/session/refresh.ts";
import { acknowledgedReinvite, lost, offerAnswered } from "#sip/session/reinvite.ts";
import type {
  Alive,
  Asked,
  Cancelling,
  Conversing,
  Leaving,
  Next,
  SessionFacts,
} from "#sip/session/sessionState.ts";
import {
  andThen,
  isConversing,
  patience,
  start,
  stop,
  tell,
  threadOf,
  withTurn,
} from "#sip/session/steps.ts";

/* What becomes of our requests: whose answer is it, and who takes it. */

export function answerCame(
  state: Alive,
  id: number,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  if (state.name === "calling" && id === state.invite.id)
    return inviteAnswered(state, response, facts);
  if (state.name === "cancelling" && id === state.invite.id)
    return answeredAcross(state, response, facts);
  const asked = state.asked.find((one) => one.id === id);
  if (asked === undefined) return copyOrFork(state, response, facts);
  return response.status < 200 ? [state, []] : finallyAnswered(state, asked, response, facts);
}

/** The answer to an INVITE that we have cancelled: 487 in the best case, 2xx when it crossed (§9.1). */
function answeredAcross(state: Cancelling, response: SipResponse, facts: SessionFacts): Next {
  if (response.status < 200) return [state, []];
  const root = rootOf(state, state.invite);
  const [left, effects] = leftAlone(state);
  if (response.status >= 300) return [left, [stop("giveUp"), ...effects]];
  const lingering: Next<Leaving> = [
    { ...left, root, lingers: true },
    [stop("giveUp"), start("linger", patience), ...effects],
  ];
  return andThen(lingering, (next) => endFork(next, root, response, facts));
}

/** Nothing more is expected of a cancelled INVITE. */
export const leftAlone = (state: Cancelling): Next<Leaving> => [
  { ...threadOf(state), name: "leaving" },
  [],
];

/** A 2xx to an INVITE that was answered before: the same again, or another fork's. */
function copyOrFork(state: Alive, response: SipResponse, facts: SessionFacts): Next {
  const sequence = readable(response, CSeq);
  const is2xx = response.status >= 200 && response.status < 300;
  if (!is2xx || sequence?.method !== "INVITE") return [state, []];
  const copy = acknowledgeCopy(state, response);
  if (copy !== undefined) return copy;
  const isWinner = state.talks[0]?.dialog.remoteTag === dialogIdOf(response).remoteTag;
  const isFork = state.root?.seq === sequence.number && !isWinner;
  return isFork && state.root ? endFork(state, state.root, response, facts) : [state, []];
}

function finallyAnswered(
  state: Alive,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  const again = askedAgain<Alive>(state, asked, response, facts);
  if (again !== undefined) return again;
  const next = answeredBy<Alive>(state, asked, response);
  if (isConversing(next)) return forPurpose(next, asked, response, facts);
  const accepted = response.status < 300 ? acknowledgedReinvite(next, asked) : undefined;
  return accepted ?? [next, []];
}

function forPurpose(
  state: Conversing,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  switch (asked.purpose) {
    case "offer":
      return offerAnswered(state, asked, response, facts);
    case "refresh":
      return state.name === "talking" ? refreshed(state, asked, response, facts) : [state, []];
    case "request":
      return requestAnswered(state, asked, response, facts);
    case "prack":
    case "bye":
      return [state, []];
  }
}

/** Requests whose 481 says that the whole session is unknown there (RFC 5057 §5.1); others have usages of their own. */
const sharesUsage = new Set(["INFO", "MESSAGE", "OPTIONS"]);

function requestAnswered(
  state: Conversing,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  const told: Next<Conversing> = replied(state, asked, response.status, response);
  return response.status === 481 && sharesUsage.has(asked.method) && state.name === "talking"
    ? andThen(told, (next) => lost(next, 481, facts))
    : told;
}

/** A request of ours got no answer at all. */
export function failureCame(
  state: Alive,
  id: number,
  why: "timeout" | "unreachable",
  facts: SessionFacts,
): Next {
  if (state.name === "calling" && id === state.invite.id) return inviteFailed(state, why, facts);
  if (state.name === "cancelling" && id === state.invite.id) {
    const [left, effects] = leftAlone(state);
    return [left, [stop("giveUp"), ...effects]];
  }
  const asked = state.asked.find((one) => one.id === id);
  if (asked === undefined) return [state, []];
  const next = withoutAsked<Alive>(state, asked);
  return isConversing(next) ? unanswered(next, asked, why, facts) : [next, []];
}

function unanswered(
  state: Conversing,
  asked: Asked,
  why: "timeout" | "unreachable",
  facts: SessionFacts,
): Next {
  const status = why === "timeout" ? 408 : 503;
  const changes = asked.purpose === "offer" || asked.purpose === "refresh";
  if (changes && why === "timeout") return lost(state, 408, facts); // §12.2.1.2
  const agreed = changes ? withTurn(state, asked.tag, "agreed") : state;
  switch (asked.purpose) {
    case "offer":
      return [agreed, [tell({ on: "offerRefused", status })]];
    case "refresh":
      return [agreed, [start("refresh", seconds(5))]]; // another way may be found before the end
    case "request":
      return replied(agreed, asked, status);
    default:
      return [agreed, []];
  }
}
