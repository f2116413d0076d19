import { ok, type Result } from "#kit/result.ts";
import { millis, minutes, seconds } from "#kit/time.ts";
import { calledDialog } from "#sip/dialog/dialog.ts";
import { Allow } from "#sip/headers/allow.ts";
import { Expires } from "#sip/headers/expires.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { abilities } from "#sip/session/ask.ts";
import { byeIfWaiting, leave, type Parting, unheard } from "#sip/session/bye.ts";
import type { Accept, Progress } from "#sip/session/pendingInvite.ts";
import { reliability, sendReliably } from "#sip/session/reliableProvisional.ts";
import type { Body, Extra } from "#sip/session/session.ts";
import type {
  Called,
  Leaving,
  Next,
  Owed,
  SessionFacts,
  Talking,
  Thread,
} from "#sip/session/sessionState.ts";
import { granted, grantLines, intervalAsked, timed } from "#sip/session/sessionTimer.ts";
import {
  andThen,
  bodyOf,
  mainTalk,
  newThread,
  patience,
  respond,
  start,
  stop,
  T1,
  T2,
  tell,
  threadOf,
  withTurn,
} from "#sip/session/steps.ts";

/* The called side, up to the ACK of its 2xx (RFC 3261 §13.3). */

export interface Arriving {
  readonly id: number;
  readonly request: SipRequest;
  readonly localTag: string;
}

/** An INVITE came. Fails when no dialog can come of it. */
export function startCalled(arriving: Arriving, facts: SessionFacts): Result<Next<Called>> {
  const { id, request, localTag } = arriving;
  const made = calledDialog(request, localTag);
  if (!made.ok) return made;
  const dialog = made.value;
  const offer = bodyOf(request);
  const talk = {
    dialog,
    turn: offer === undefined ? "fresh" : "theirs",
    rseq: 0,
    allows: readable(request, Allow),
  } as const;
  const called: Called = {
    ...newThread("called", dialog),
    theirs: offer,
    name: "called",
    talks: [talk],
    invite: {
      id,
      seq: dialog.remoteSeq ?? 0,
      reliably: reliability(request, facts.options),
      rseq: 0,
      queue: [],
      asksInterval: intervalAsked(request),
    },
  };
  const expires = readable(request, Expires); // §13.3.1: for as long the caller waits
  const limit = expires === undefined ? [] : [start("expires", seconds(Math.min(expires, 86_400)))];
  return ok([called, [{ do: "join", remoteTag: dialog.remoteTag }, ...limit]]);
}

/** Progresses that wait for a PRACK; more are dropped. */
const mostQueued = 8;

export function progress(state: Called, command: Progress, facts: SessionFacts): Next<Called> {
  const { invite } = state;
  const reliably =
    invite.reliably === "must" || (invite.reliably === "can" && command.body !== undefined);
  if (reliably && invite.unacknowledged !== undefined) {
    const queue = [...invite.queue, command].slice(0, mostQueued);
    return [{ ...state, invite: { ...invite, queue } }, []];
  }
  const [spoken, body] = earlyBody(state, command.body, reliably);
  const { status } = command;
  const extra = [...abilities(facts.options), ...(command.extra ?? [])];
  const next = { ...spoken, invite: { ...spoken.invite, last: command } };
  return reliably
    ? sendReliably(next, { status, extra, body }, facts)
    : [
        next,
        [
          respond(invite.id, status, { extra, body, contact: true }),
          start("ringOn", minutes(1)), // §13.3.1.1: so that no proxy gives up
        ],
      ];
}

/** The body that may go into a 1xx now (RFC 3261 §13.2.1, RFC 3262 §5), and the state after it. */
function earlyBody(
  state: Called,
  body: Body | undefined,
  reliably: boolean,
): readonly [Called, Body | undefined] {
  const talk = mainTalk(state);
  if (body === undefined || talk === undefined) return [state, undefined];
  const tag = talk.dialog.remoteTag;
  if (talk.turn === "theirs" && reliably)
    return [{ ...withTurn(state, tag, "agreed"), ours: body }, body];
  if (talk.turn === "theirs") {
    const given = state.invite.given ?? body; // the answer is the same each time
    return [{ ...state, ours: given, invite: { ...state.invite, given } }, given];
  }
  // an offer of ours must be sure to arrive
  return talk.turn === "fresh" && reliably
    ? [{ ...withTurn(state, tag, "ours"), ours: body }, body]
    : [state, undefined];
}

export function accept(state: Called, command: Accept, facts: SessionFacts): Next {
  const { invite } = state;
  // RFC 3262 §3: not while a description of ours waits for its PRACK
  if (invite.unacknowledged?.body !== undefined)
    return [{ ...state, invite: { ...invite, queue: [command] } }, []];
  const turn = mainTalk(state)?.turn;
  const body = turn === "agreed" || turn === "ours" ? undefined : (invite.given ?? command.body);
  const talking: Talking = { ...threadOf(state), name: "talking" };
  const quiet = (["expires", "ringOn", "resendReliable", "noPrack"] as const).map(stop);
  const answer = { ...invite, body, extra: command.extra ?? [], first: true };
  const [next, effects] = answerInvite(talking, answer, facts);
  return [next, [...quiet, ...effects]];
}

/** A 2xx to an INVITE, the first or a later one: whose turn it is then, the session timer, and the wait for the ACK. */
export function answerInvite(
  state: Talking,
  what: Pick<Owed, "id" | "seq" | "body" | "first" | "extra"> &
    Pick<Called["invite"], "asksInterval">,
  facts: SessionFacts,
): Next<Talking> {
  const { asksInterval, ...answer } = what;
  const interval = granted(asksInterval, facts.options);
  const extra = [...abilities(facts.options), ...grantLines(interval), ...answer.extra];
  const owed = { ...answer, extra, wait: T1 };
  const talk = mainTalk(state);
  const offers = talk?.turn === "fresh" && answer.body !== undefined;
  const turned = withTurn(state, talk?.dialog.remoteTag ?? "", offers ? "ours" : "agreed");
  const sent: Next<Talking> = [
    { ...turned, owed, ours: answer.body ?? turned.ours },
    [sendOwed(owed), start("resend", T1), start("noAck", patience)],
  ];
  return andThen(sent, (next) => timed(next, interval));
}

const sendOwed = ({ id, extra, body }: Owed) => respond(id, 200, { extra, body, contact: true });

/** Timer `resend` (§13.3.1.4): T1, doubling up to T2. */
export function resendOwed<S extends Thread>(state: S): Next<S> {
  if (state.owed === undefined) return [state, []];
  const wait = millis(Math.min(2 * state.owed.wait, T2));
  return [
    { ...state, owed: { ...state.owed, wait } },
    [sendOwed(state.owed), start("resend", wait)],
  ];
}

/** The ACK of our 2xx. */
export function ackCame(
  state: Talking | Leaving,
  { seq, body }: { readonly seq: number; readonly body?: Body | undefined },
  facts: SessionFacts,
): Next {
  const { owed } = state;
  if (owed === undefined || owed.seq !== seq) return [state, []];
  const [next, quiet] = [{ ...state, owed: undefined }, [stop("resend"), stop("noAck")]];
  if (next.name === "leaving") {
    const [after, effects] = byeIfWaiting(next, facts);
    return [after, [...quiet, ...effects]];
  }
  const talk = mainTalk(next);
  const answer = talk?.turn === "ours" ? body : undefined;
  const agreed = withTurn(next, talk?.dialog.remoteTag ?? "", "agreed");
  const told = owed.first
    ? [tell({ on: "acknowledged", ...(answer && { body: answer }) })]
    : talk?.turn === "ours"
      ? [tell({ on: "answered", ...(answer && { body: answer }) })]
      : [];
  return [{ ...agreed, theirs: answer ?? agreed.theirs }, [...quiet, ...told]];
}

/** Timer `noAck`: §13.3.1.4: the session is confirmed and should end. */
export function noAck(state: Talking | Leaving, facts: SessionFacts): Next {
  const next = { ...state, owed: undefined };
  const given: Next<typeof next> = [next, [stop("resend")]];
  return andThen(given, (after) =>
    after.name === "leaving"
      ? byeIfWaiting(after, facts)
      : leave(after, { why: "lost", bye: unheard }, facts),
  );
}

/** A final refusal of the INVITE that began all. */
export function refuse(
  state: Called,
  { status, extra = [] }: { readonly status: number; readonly extra?: Extra | undefined },
  parting: Parting,
  facts: SessionFacts,
): Next {
  const [next, effects] = leave(state, parting, facts);
  return [next, [respond(state.invite.id, status, { extra }), ...effects]];
}

/** What waited for a PRACK: an answer before all, else the next progress. */
export function unqueued(state: Called, facts: SessionFacts): Next {
  const { invite } = state;
  if (invite.unacknowledged !== undefined) return [state, []];
  const accepting = invite.queue.find((one) => one.do === "accept");
  if (accepting !== undefined)
    return accept({ ...state, invite: { ...invite, queue: [] } }, accepting, facts);
  const [first, ...queue] = invite.queue;
  return first?.do === "progress"
    ? progress({ ...state, invite: { ...invite, queue } }, first, facts)
    : [state, []];
}

/** Timer `ringOn`. */
export const ringOn = (state: Called, facts: SessionFacts): Next<Called> =>
  state.invite.last === undefined ? [state, []] : progress(state, state.invite.last, facts);
