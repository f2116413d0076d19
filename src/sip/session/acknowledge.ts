import { ackOf, callerDialog, confirmed } from "#sip/dialog/dialog.ts";
import { dialogIdOf } from "#sip/dialog/dialogId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { ask } from "#sip/session/ask.ts";
import type { Body, Extra } from "#sip/session/session.ts";
import type { Next, Root, SessionFacts, Talk, Thread } from "#sip/session/sessionState.ts";
import { andThen, talkOf, withTalk } from "#sip/session/steps.ts";

/* Our ACKs for 2xx, which no transaction sends for us (RFC 3261 §13.2.2.4). */

/** What is acknowledged: the number of the INVITE, and its credentials, which an ACK repeats (§22.1). */
export interface Acknowledging {
  readonly seq: number;
  readonly credentials: Extra;
  /** The answer, where the 2xx brought the offer. */
  readonly body?: Body | undefined;
}

/** How many ACKs are kept for copies: forks and re-INVITEs of the last half minute. */
const mostKept = 16;

export function acknowledge<S extends Thread>(state: S, talk: Talk, what: Acknowledging): Next<S> {
  const { seq, credentials, body } = what;
  const outline = ackOf(talk.dialog, seq);
  const request = { ...outline, headers: [...outline.headers, ...credentials], body };
  const kept = { tag: talk.dialog.remoteTag, seq, request };
  return [
    { ...state, acks: [...state.acks, kept].slice(-mostKept) },
    [{ do: "acknowledge", request }],
  ];
}

/** A 2xx again: its ACK again. Undefined when we sent none: an ACK that waits, or a fork we do not know. */
export function acknowledgeCopy<S extends Thread>(
  state: S,
  response: SipResponse,
): Next<S> | undefined {
  const tag = dialogIdOf(response).remoteTag;
  const seq = readable(response, CSeq)?.number;
  const kept = state.acks.find((one) => one.tag === tag && one.seq === seq);
  return kept && [state, [{ do: "acknowledge", request: kept.request }]];
}

/** More forks than this have answered one call: a fault somewhere, and nobody's to end. */
const mostForks = 12;

/** An answer that nobody wants, of another fork or across our CANCEL: ACK and BYE (§13.2.2.4). */
export function endFork<S extends Thread>(
  state: S,
  root: Root,
  response: SipResponse,
  facts: SessionFacts,
): Next<S> {
  const { remoteTag } = dialogIdOf(response);
  const known = talkOf(state, remoteTag);
  if (known === undefined && state.talks.length > mostForks) return [state, []];
  const dialog =
    known === undefined ? callerDialog(root, response) : confirmed(known.dialog, root, response);
  const talk: Talk = { dialog, turn: "agreed", rseq: 0 };
  const joined: Next<S> = [withTalk(state, talk), [{ do: "join", remoteTag }]];
  return andThen(
    andThen(joined, (next) => acknowledge(next, talk, root)),
    (next) => ask(next, talk, { method: "BYE", purpose: "bye" }, facts),
  );
}
