import { type Millis, millis } from "#kit/time.ts";
import type { Answered } from "#sip/auth/answer.ts";
import { ContentType } from "#sip/headers/contentType.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { header, type SipMessage } from "#sip/message/message.ts";
import type { Body, Extra, SessionEvent } from "#sip/session/session.ts";
import type {
  Conversing,
  Next,
  SessionEffect,
  SessionState,
  SessionTimer,
  Talk,
  Thread,
  Turn,
} from "#sip/session/sessionState.ts";

/* The small words that the files of this folder write their steps in. */

/** RFC 3261 §17.1.1.1. */
export const T1 = millis(500);
export const T2 = millis(4000);
/** How long a final answer, an ACK or a PRACK is waited for. */
export const patience = millis(64 * T1);

export const tell = (event: SessionEvent): SessionEffect => ({ do: "tell", event });
export const start = (timer: SessionTimer, after: Millis): SessionEffect => ({
  do: "startTimer",
  timer,
  after,
});
export const stop = (timer: SessionTimer): SessionEffect => ({ do: "stopTimer", timer });

interface Responding {
  readonly extra?: Extra | undefined;
  readonly body?: Body | undefined;
  /** The response says where we are: it makes a dialog or refreshes the target. */
  readonly contact?: boolean;
}
export const respond = (
  to: number,
  status: number,
  { extra = [], body, contact = false }: Responding = {},
): SessionEffect => ({
  do: "respond",
  to,
  status,
  extra,
  contact,
  ...(body === undefined ? {} : { body }),
});

/** §14.2, RFC 3311 §5.2: not now; come again within ten seconds. */
export const comeAgain = (to: number, luck: number): SessionEffect =>
  respond(to, 500, { extra: [header(RetryAfter, Math.floor(luck * 10))] });

/** One step and then another; effects in order. */
export function andThen<A, B>([state, effects]: Next<A>, go: (state: A) => Next<B>): Next<B> {
  const [after, more] = go(state);
  return [after, [...effects, ...more]];
}

export const bodyOf = (message: SipMessage): Body | undefined =>
  message.body.length === 0
    ? undefined
    : {
        type: message.lines(ContentType.name)[0] ?? "application/sdp",
        content: message.body,
      };

export const sameBody = (a: Body | undefined, b: Body | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.content.length === b.content.length &&
  a.content.every((byte, i) => byte === b.content[i]);

export const reasonsOf = (message: SipMessage): readonly string[] => message.lines("Reason");

/* Threads. */

export function newThread(
  side: Thread["side"],
  ids: { readonly callId: string; readonly localTag: string },
): Thread {
  const { callId, localTag } = ids;
  return {
    side,
    callId,
    localTag,
    sent: 0,
    talks: [],
    asked: [],
    challenges: [] as readonly Answered[],
    acks: [],
    lingers: false,
    holdsOff: false,
    requests: [],
  };
}

/** Whatever the state, its thread and nothing of the state's own: for going into another. */
export function threadOf(state: Thread): Thread {
  const { side, callId, localTag, sent, talks, asked, challenges, acks, lingers } = state;
  const { open, wanted, holdsOff, owed, root, requests, interval, ours, theirs } = state;
  const kept = { side, callId, localTag, sent, talks, asked, challenges, acks, lingers };
  return { ...kept, open, wanted, holdsOff, owed, root, requests, interval, ours, theirs };
}

/** The dialog that matters: the only one, or the first fork. */
export const mainTalk = ({ talks }: Thread): Talk | undefined => talks[0];
export const talkOf = ({ talks }: Thread, tag: string): Talk | undefined =>
  talks.find(({ dialog }) => dialog.remoteTag === tag);

/** With that talk in the place of the one with its tag, or behind the others. */
export function withTalk<S extends Thread>(state: S, talk: Talk): S {
  const tag = talk.dialog.remoteTag;
  const known = talkOf(state, tag) !== undefined;
  const talks = known
    ? state.talks.map((one) => (one.dialog.remoteTag === tag ? talk : one))
    : [...state.talks, talk];
  return { ...state, talks };
}

export function withTurn<S extends Thread>(state: S, tag: string, turn: Turn): S {
  const talk = talkOf(state, tag);
  return talk === undefined ? state : withTalk(state, { ...talk, turn });
}

export const isConversing = (state: SessionState): state is Conversing =>
  state.name === "calling" || state.name === "called" || state.name === "talking";
