import { answerInvite } from "#sip/session/accept.ts";
import { acknowledge } from "#sip/session/acknowledge.ts";
import { abilities, ask } from "#sip/session/ask.ts";
import { end } from "#sip/session/cancel.ts";
import { acknowledgeProvisional } from "#sip/session/reliableProvisional.ts";
import type { Body, Extra } from "#sip/session/session.ts";
import type {
  Conversing,
  Next,
  Open,
  SessionFacts,
  Talk,
  Thread,
} from "#sip/session/sessionState.ts";
import { granted, grantLines, timed } from "#sip/session/sessionTimer.ts";
import { andThen, mainTalk, respond, talkOf, withTurn } from "#sip/session/steps.ts";

/* Whose turn it is to speak of media (RFC 3264, RFC 6337): the owner's answers and offers. Bodies are opaque. */

/** The owner's `answer`: goes where the offer wants it. Without an open offer it is too late, and nothing is said. */
export function answer(
  state: Conversing,
  { body, extra = [] }: { readonly body: Body; readonly extra?: Extra | undefined },
  facts: SessionFacts,
): Next {
  const { open } = state;
  if (open === undefined) return [state, []];
  const next = { ...state, open: undefined, ours: body };
  switch (open.by) {
    case "INVITE":
      return next.name === "talking"
        ? answerInvite(
            withTurn(next, tagOf(next), open.delayed ? "fresh" : "theirs"),
            { ...open, body, extra, first: false },
            facts,
          )
        : [next, []];
    case "UPDATE":
      return answerUpdate(withTurn(next, tagOf(next), "agreed"), open, { body, extra }, facts);
    case "PRACK":
      return [withTurn(next, tagOf(next), "agreed"), [respond(open.id, 200, { body, extra })]];
    case "1xx":
      return next.name === "calling"
        ? acknowledgeProvisional(
            withTurn(next, open.tag, "agreed"),
            { ...open, inviteSeq: next.invite.seq, body },
            facts,
          )
        : [next, []];
    case "2xx":
      return acknowledgeOffer(withTurn(next, open.tag, "agreed"), open, body);
  }
}

const tagOf = (state: Thread): string => mainTalk(state)?.dialog.remoteTag ?? "";

function acknowledgeOffer<S extends Thread>(
  state: S,
  open: Extract<Open, { readonly by: "2xx" }>,
  body: Body,
): Next<S> {
  const talk = talkOf(state, open.tag);
  return talk === undefined ? [state, []] : acknowledge(state, talk, { ...open, body });
}

/** The 200 to an UPDATE, which may also set the session timer anew (RFC 3311 §5.2, RFC 4028 §9). */
export function answerUpdate<S extends Thread>(
  state: S,
  { id, asksInterval }: Pick<Extract<Open, { readonly id: number }>, "id" | "asksInterval">,
  { body, extra = [] }: { readonly body?: Body; readonly extra?: Extra },
  facts: SessionFacts,
): Next<S> {
  const interval = state.interval && granted(asksInterval, facts.options);
  const lines = [...abilities(facts.options), ...grantLines(interval), ...extra];
  const answered: Next<S> = [state, [respond(id, 200, { extra: lines, body, contact: true })]];
  return andThen(answered, (next) => timed(next, interval));
}

/** The owner's `refuseOffer`. An offer in an answer to our own INVITE cannot be refused but by ending the call. */
export function refuseOffer(
  state: Conversing,
  { status, extra }: { readonly status: number; readonly extra?: Extra | undefined },
  facts: SessionFacts,
): Next {
  const { open } = state;
  if (open === undefined) return [state, []];
  if (!("id" in open)) return end(state, { do: "end" }, facts);
  const next = withTurn({ ...state, open: undefined }, tagOf(state), "agreed");
  return [next, [respond(open.id, status, { extra })]];
}

/** An offer of ours, now or when its turn comes; a newer one takes the place of one that waits. */
export const offer = <S extends Thread>(state: S, body: Body): Next<S> => [
  { ...state, wanted: body },
  [],
];

/** Sends the offer that waits, if this is its turn: by re-INVITE, before the answer by UPDATE (RFC 3311 §5.1). */
export function offeredIfDue(state: Conversing, facts: SessionFacts): Next<Conversing> {
  const { wanted, ...rest } = state;
  const talk = mainTalk(state);
  if (wanted === undefined || talk === undefined || !mayOffer(state, talk)) return [state, []];
  const method = state.name === "talking" ? "INVITE" : "UPDATE";
  const next = withTurn(rest as Conversing, talk.dialog.remoteTag, "ours");
  const turned = { ...talk, turn: "ours" } as const;
  return ask(next, turned, { method, purpose: "offer", body: wanted }, facts);
}

function mayOffer(state: Conversing, talk: Talk): boolean {
  const early = state.name !== "talking";
  if (early && (state.talks.length > 1 || !talk.allows?.includes("UPDATE"))) return false;
  if (state.name === "called" && state.invite.unacknowledged !== undefined) return false;
  const free = state.open === undefined && state.owed === undefined && !state.holdsOff;
  return free && talk.turn === "agreed" && !isChanging(state);
}

/** A change of ours is under way: an INVITE, or an UPDATE. */
export const isChanging = ({ asked }: Thread): boolean =>
  asked.some(({ purpose }) => purpose === "offer" || purpose === "refresh");
