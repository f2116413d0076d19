import { seconds } from "#kit/time.ts";
import type { SipResponse } from "#sip/message/message.ts";
import { ask } from "#sip/session/ask.ts";
import { isChanging } from "#sip/session/offerAnswer.ts";
import {
  acknowledgedReinvite,
  endsDialog,
  longerInterval,
  lost,
  waitFor,
} from "#sip/session/reinvite.ts";
import type { Asked, Next, SessionFacts, Talk, Talking } from "#sip/session/sessionState.ts";
import { grantedBy, timed } from "#sip/session/sessionTimer.ts";
import {
  andThen,
  bodyOf,
  mainTalk,
  sameBody,
  start,
  tell,
  withTalk,
  withTurn,
} from "#sip/session/steps.ts";

/** Timer `refresh` (RFC 4028 §7.4): UPDATE where they take it, else a re-INVITE with the same offer again. */
export function refresh(state: Talking, facts: SessionFacts): Next<Talking> {
  const talk = mainTalk(state);
  const busy =
    isChanging(state) || state.open !== undefined || state.owed !== undefined || state.holdsOff;
  if (talk === undefined || busy) return [state, [start("refresh", seconds(2))]];
  if (talk.allows?.includes("UPDATE"))
    return ask(state, talk, { method: "UPDATE", purpose: "refresh" }, facts);
  const { ours: body } = state;
  const turned = { ...talk, turn: "ours" } as const;
  return body === undefined || talk.turn !== "agreed"
    ? [state, []]
    : ask(withTalk(state, turned), turned, { method: "INVITE", purpose: "refresh", body }, facts);
}

/** The final answer to a refresh. Without one that counts anew, timer `session` ends it. */
export function refreshed(
  state: Talking,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  const { status } = response;
  const agreed = asked.method === "INVITE" ? withTurn(state, asked.tag, "agreed") : state;
  if (status < 300) return renewed(agreed, asked, response, facts);
  if (endsDialog(status)) return lost(agreed, status, facts);
  const longer = longerInterval(agreed, response);
  if (longer !== undefined) return refresh(longer, facts);
  const talk = mainTalk(agreed);
  if (talk !== undefined && asked.method === "UPDATE" && (status === 405 || status === 501))
    return refresh(withTalk(agreed, withoutUpdate(talk)), facts);
  const wait = waitFor(agreed, response, facts);
  return [agreed, wait === undefined ? [] : [start("refresh", wait)]];
}

const withoutUpdate = (talk: Talk): Talk => ({
  ...talk,
  allows: talk.allows?.filter((method) => method !== "UPDATE"),
});

function renewed(
  state: Talking,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next<Talking> {
  const body = bodyOf(response);
  const isNews = body !== undefined && !sameBody(body, state.theirs);
  const kept = { ...state, theirs: body ?? state.theirs };
  const counted = andThen(acknowledgedReinvite(kept, asked), (next) =>
    timed(next, grantedBy(response, facts.options)),
  );
  return isNews ? andThen(counted, (next) => [next, [tell({ on: "answered", body })]]) : counted;
}
