import { millis } from "#kit/time.ts";
import { RAck } from "#sip/headers/rack.ts";
import { Require } from "#sip/headers/require.ts";
import { RSeq } from "#sip/headers/rseq.ts";
import { Supported } from "#sip/headers/supported.ts";
import { header, readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { ask } from "#sip/session/ask.ts";
import type { Reliable, TheirInvite } from "#sip/session/pendingInvite.ts";
import type { Body } from "#sip/session/session.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";
import type {
  Called,
  Next,
  SessionEffect,
  SessionFacts,
  Talk,
  Thread,
} from "#sip/session/sessionState.ts";
import { intervalAsked } from "#sip/session/sessionTimer.ts";
import {
  bodyOf,
  mainTalk,
  patience,
  respond,
  start,
  stop,
  T1,
  talkOf,
  tell,
  withTalk,
  withTurn,
} from "#sip/session/steps.ts";

/* Provisional responses that are acknowledged (RFC 3262), sent and received. */

const tag100rel = "100rel";

/** Called side: how the caller takes provisionals. */
export function reliability(
  invite: SipRequest,
  { supported }: SessionOptions,
): TheirInvite["reliably"] {
  if (!supported.includes(tag100rel)) return "never";
  if (readable(invite, Require)?.includes(tag100rel)) return "must";
  return readable(invite, Supported)?.includes(tag100rel) ? "can" : "never";
}

/** Sends one: again at T1, 2·T1, 4·T1 … until its PRACK or for 64·T1 (§3). */
export function sendReliably(
  state: Called,
  what: Pick<Reliable, "status" | "extra" | "body">,
  facts: SessionFacts,
): Next<Called> {
  const { invite } = state;
  // §3: the first number is anyone's choice in 1 … 2³¹−1, then one more each
  const rseq = invite.rseq === 0 ? 1 + Math.floor(facts.luck * 0x7fff_fffe) : invite.rseq + 1;
  const reliable: Reliable = { ...what, rseq, wait: T1 };
  return [
    { ...state, invite: { ...invite, rseq, unacknowledged: reliable } },
    [
      reliableResponse(invite.id, reliable),
      start("resendReliable", T1),
      start("noPrack", patience),
      stop("ringOn"),
    ],
  ];
}

function reliableResponse(to: number, { rseq, status, extra, body }: Reliable): SessionEffect {
  const lines = [header(Require, [tag100rel]), header(RSeq, rseq), ...extra];
  return respond(to, status, { extra: lines, body, contact: true });
}

/** Timer `resendReliable`. */
export function resendReliable(state: Called): Next<Called> {
  const { invite } = state;
  const { unacknowledged: sent } = invite;
  if (sent === undefined) return [state, []];
  const wait = millis(2 * sent.wait);
  return [
    { ...state, invite: { ...invite, unacknowledged: { ...sent, wait } } },
    [reliableResponse(invite.id, sent), start("resendReliable", wait)],
  ];
}

/** A PRACK came: 481 unless it acknowledges the one that waits for it (§3). */
export function pracked(state: Called, id: number, request: SipRequest): Next<Called> {
  const { invite } = state;
  const rack = readable(request, RAck);
  const meant = rack?.cseq.method === "INVITE" && rack.cseq.number === invite.seq;
  if (!meant || invite.unacknowledged?.rseq !== rack.rseq) return [state, [respond(id, 481)]];
  const quiet = [stop("resendReliable"), stop("noPrack")];
  const next = { ...state, invite: { ...invite, unacknowledged: undefined } };
  const body = bodyOf(request);
  const talk = mainTalk(next);
  if (body === undefined || talk === undefined) return [next, [...quiet, respond(id, 200)]];
  const [after, effects] = prackBody(next, talk, { id, request, body });
  return [after, [...quiet, ...effects]];
}

/** §5: the answer to our offer, or after an exchange the offer of another. */
function prackBody(
  state: Called,
  talk: Talk,
  { id, request, body }: { readonly id: number; readonly request: SipRequest; readonly body: Body },
): Next<Called> {
  const tag = talk.dialog.remoteTag;
  if (talk.turn === "ours") {
    const agreed = { ...withTurn(state, tag, "agreed"), theirs: body };
    return [agreed, [respond(id, 200), tell({ on: "answered", body })]];
  }
  if (talk.turn !== "agreed" || state.open !== undefined) return [state, [respond(id, 200)]];
  const asksInterval = intervalAsked(request);
  const open = { by: "PRACK", id, seq: 0, delayed: false, asksInterval } as const;
  return [
    { ...withTurn(state, tag, "theirs"), open, theirs: body },
    [tell({ on: "offered", by: "PRACK", body })],
  ];
}

/* The caller's side. */

/** The RSeq of a provisional that wants a PRACK. */
export const reliableNumber = (response: SipResponse): number | undefined =>
  readable(response, Require)?.includes(tag100rel) ? readable(response, RSeq) : undefined;

/** §4: the first one, or the next; not a copy, and none out of order. */
export const isNext = (talk: Talk, rseq: number): boolean =>
  talk.rseq === 0 || rseq === talk.rseq + 1;

/** Sends the PRACK, with our answer where the provisional brought an offer. */
export function acknowledgeProvisional<S extends Thread>(
  state: S,
  what: {
    readonly tag: string;
    readonly rseq: number;
    readonly inviteSeq: number;
    readonly body?: Body;
  },
  facts: SessionFacts,
): Next<S> {
  const { tag, rseq, inviteSeq, body } = what;
  const talk = talkOf(state, tag);
  if (talk === undefined) return [state, []];
  const taken = { ...talk, rseq };
  const rack = header(RAck, { rseq, cseq: { number: inviteSeq, method: "INVITE" } });
  const asking = { method: "PRACK", purpose: "prack", body, extra: [rack] } as const;
  return ask(withTalk(state, taken), taken, asking, facts);
}
