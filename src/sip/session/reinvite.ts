import { type Millis, millis, seconds } from "#kit/time.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { MinSE } from "#sip/headers/minSe.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { ackCame } from "#sip/session/accept.ts";
import { acknowledge } from "#sip/session/acknowledge.ts";
import { leave, unheard } from "#sip/session/bye.ts";
import { isChanging } from "#sip/session/offerAnswer.ts";
import type {
  Asked,
  Conversing,
  Next,
  Open,
  SessionFacts,
  Talking,
  Thread,
} from "#sip/session/sessionState.ts";
import {
  grantedBy,
  intervalAsked,
  isTooShort,
  refuseInterval,
  timed,
} from "#sip/session/sessionTimer.ts";
import {
  andThen,
  bodyOf,
  comeAgain,
  mainTalk,
  respond,
  start,
  talkOf,
  tell,
  withTurn,
} from "#sip/session/steps.ts";

/* Changing a session that stands (RFC 3261 §14): their re-INVITE, and what answers ours. */

/** A re-INVITE came. */
export function reinvited(
  state: Conversing,
  id: number,
  request: SipRequest,
  facts: SessionFacts,
): Next {
  // §14.2: one INVITE at a time each way
  if (state.name === "calling") return [state, [respond(id, 491)]];
  if (state.name === "called" || (state.open !== undefined && "id" in state.open))
    return [state, [comeAgain(id, facts.luck)]];
  if (isChanging(state) || state.open !== undefined) return [state, [respond(id, 491)]];
  // RFC 5407 §3.1.4: our 2xx has arrived, or they could not ask this; but its answer is still missing
  if (state.owed !== undefined && mainTalk(state)?.turn === "ours")
    return [state, [respond(id, 491)]];
  const asksInterval = intervalAsked(request);
  if (isTooShort(asksInterval, facts.options)) return [state, [refuseInterval(id, facts.options)]];
  const implied: Next = state.owed === undefined ? [state, []] : ackCame(state, state.owed, facts);
  return andThen(implied, (next) => opened(next as Talking, { id, request, asksInterval }));
}

function opened(
  state: Talking,
  what: Pick<Extract<Open, { readonly id: number }>, "id" | "asksInterval"> & {
    readonly request: SipRequest;
  },
): Next<Talking> {
  const { id, request, asksInterval } = what;
  const body = bodyOf(request);
  const seq = readable(request, CSeq)?.number ?? 0;
  const open = { by: "INVITE", id, seq, delayed: body === undefined, asksInterval } as const;
  const turned = withTurn(state, mainTalk(state)?.dialog.remoteTag ?? "", "theirs");
  return [
    { ...turned, open, theirs: body ?? state.theirs },
    [tell({ on: "offered", by: "INVITE", ...(body && { body }) })],
  ];
}

/** The final answer to an offer of ours, by re-INVITE or UPDATE; challenges are dealt with before. */
export function offerAnswered(
  state: Conversing,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  const body = bodyOf(response);
  if (response.status >= 300) return offerRefused(state, asked, response, facts);
  const agreed = withTurn(state, asked.tag, "agreed");
  const kept = { ...agreed, ours: asked.body ?? agreed.ours, theirs: body ?? agreed.theirs };
  const counted = andThen(acknowledgedReinvite(kept, asked), (next) =>
    next.interval === undefined ? [next, []] : timed(next, grantedBy(response, facts.options)),
  );
  return andThen(counted, (next) => [next, [tell({ on: "answered", ...(body && { body }) })]]);
}

/** A 2xx to a re-INVITE wants its ACK; to an UPDATE none. */
export function acknowledgedReinvite<S extends Thread>(state: S, asked: Asked): Next<S> {
  const talk = asked.method === "INVITE" ? talkOf(state, asked.tag) : undefined;
  if (talk === undefined) return [state, []];
  const { seq, credentials } = asked;
  return acknowledge(state, talk, { seq, credentials });
}

function offerRefused(
  state: Conversing,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next {
  const { status } = response;
  const agreed = withTurn(state, asked.tag, "agreed");
  if (endsDialog(status)) return lost(agreed, status, facts);
  const wanted = agreed.wanted ?? asked.body; // the owner may have thought better meanwhile
  const longer = longerInterval(agreed, response);
  if (longer !== undefined) return [{ ...longer, wanted }, []];
  const wait = waitFor(state, response, facts);
  if (wait !== undefined) return [{ ...agreed, wanted, holdsOff: true }, [start("retry", wait)]];
  return [agreed, [tell({ on: "offerRefused", status })]];
}

/** §12.2.1.2: what says that the other side knows no such dialog, or is no more. */
export const endsDialog = (status: number): boolean => status === 481 || status === 408;

/** A 481 needs no goodbye; one who is silent may still hear a BYE. */
export const lost = (state: Conversing, status: number, facts: SessionFacts): Next =>
  leave(state, { why: "lost", bye: status === 481 ? undefined : unheard }, facts);

/** RFC 4028 §7.4, in a dialog. Undefined when they said nothing new. */
export function longerInterval<S extends Thread>(state: S, response: SipResponse): S | undefined {
  const least = response.status === 422 ? readable(response, MinSE) : undefined;
  const { interval } = state;
  return least !== undefined && interval !== undefined && least > interval.seconds
    ? { ...state, interval: { ...interval, seconds: least } }
    : undefined;
}

/** How long a change waits for its next turn: after glare, or as a Retry-After says; undefined for never. */
export function waitFor(
  { side }: Thread,
  response: SipResponse,
  { luck }: SessionFacts,
): Millis | undefined {
  if (response.status === 491)
    // §14.1: the owner of the Call-ID waits longer, in steps of 10 ms
    return side === "caller"
      ? millis(2100 + 10 * Math.floor(luck * 190))
      : millis(10 * Math.floor(luck * 200));
  const after = response.status === 500 ? readable(response, RetryAfter) : undefined;
  return after === undefined || after > 32 ? undefined : seconds(Math.max(1, after));
}
