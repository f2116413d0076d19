import { credentialLines, settled, takeChallenge } from "#sip/auth/answer.ts";
import { nextRequest, refreshTarget } from "#sip/dialog/dialog.ts";
import { Allow } from "#sip/headers/allow.ts";
import { Supported } from "#sip/headers/supported.ts";
import { header, readable, type SipResponse } from "#sip/message/message.ts";
import type { Body, Extra } from "#sip/session/session.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";
import type { Asked, Next, SessionFacts, Talk, Thread } from "#sip/session/sessionState.ts";
import { intervalLines } from "#sip/session/sessionTimer.ts";
import { talkOf, tell, withTalk } from "#sip/session/steps.ts";

/* Requests of ours within a dialog, whatever they are for, and their challenges. */

/** What a request within a dialog is made of. */
export interface Asking {
  readonly method: string;
  readonly purpose: Asked["purpose"];
  readonly body?: Body | undefined;
  readonly extra?: Extra | undefined;
}

/** What INVITE, UPDATE and their answers say of us (§13.2.1, §13.3.1). */
export const abilities = ({ allow, supported }: SessionOptions): Extra => [
  header(Allow, allow),
  header(Supported, supported),
];

/** Sends a request within that dialog; its final answer comes to whoever looks after its purpose. */
export function ask<S extends Thread>(
  state: S,
  { dialog, ...talk }: Talk,
  asking: Asking,
  facts: SessionFacts,
): Next<S> {
  const { method, purpose, body, extra = [] } = asking;
  const [after, outline] = nextRequest(dialog, method);
  const [challenges, credentials] = credentialsFor(state, outline, facts);
  const changes = method === "INVITE" || method === "UPDATE";
  const own = changes
    ? [...abilities(facts.options), ...intervalLines(state.interval, facts.options)]
    : [];
  const headers = [...outline.headers, ...own, ...credentials, ...extra];
  const id = state.sent + 1;
  const { remoteTag: tag } = dialog;
  const asked = { id, seq: after.localSeq, method, purpose, tag, body, extra, credentials };
  return [
    {
      ...withTalk(state, { ...talk, dialog: after }),
      sent: id,
      challenges,
      asked: [...state.asked, asked],
    },
    [{ do: "send", id, request: { ...outline, headers, body }, first: false }],
  ];
}

/** Credentials for all realms that have asked so far. */
export const credentialsFor = (
  { challenges }: Thread,
  request: { readonly method: string; readonly uri: string },
  facts: SessionFacts,
): ReturnType<typeof credentialLines> =>
  facts.login === undefined
    ? [challenges, []]
    : credentialLines(challenges, request, facts.login, facts);

export const isChallenge = ({ status }: SipResponse): boolean => status === 401 || status === 407;

/** The thread after a challenge that can be answered; undefined when it cannot. */
export function challenged<S extends Thread>(
  state: S,
  response: SipResponse,
  facts: SessionFacts,
): S | undefined {
  if (!isChallenge(response) || facts.login === undefined) return undefined;
  const challenges = takeChallenge(state.challenges, response);
  return challenges.ok ? { ...state, challenges: challenges.value } : undefined;
}

export const settledThread = <S extends Thread>(state: S): S => ({
  ...state,
  challenges: settled(state.challenges),
});

/** The request is answered, or was given up. */
export const withoutAsked = <S extends Thread>(state: S, { id }: Asked): S => ({
  ...state,
  asked: state.asked.filter((one) => one.id !== id),
});

/** The same request with credentials, when the answer was a challenge that can be met. */
export function askedAgain<S extends Thread>(
  state: S,
  asked: Asked,
  response: SipResponse,
  facts: SessionFacts,
): Next<S> | undefined {
  const again = challenged(withoutAsked(state, asked), response, facts);
  const talk = again && talkOf(again, asked.tag);
  return again && talk && ask(again, talk, asked, facts);
}

/** Takes in the final answer to a request: it waits no more, and a 2xx may move the target. */
export function answeredBy<S extends Thread>(state: S, asked: Asked, response: SipResponse): S {
  const rest = withoutAsked(state, asked);
  const talk = talkOf(rest, asked.tag);
  if (response.status >= 300 || talk === undefined) return rest;
  const dialog = refreshTarget(talk.dialog, response, asked.method);
  const allows = readable(response, Allow) ?? talk.allows;
  return settledThread(withTalk(rest, { ...talk, dialog, allows }));
}

/** `request`: the owner's own INFO, REFER, NOTIFY … */
export const replied = <S extends Thread>(
  state: S,
  { method }: Asked,
  status: number,
  response?: SipResponse,
): Next<S> => [
  state,
  [tell({ on: "replied", method, status, ...(response === undefined ? {} : { response }) })],
];
