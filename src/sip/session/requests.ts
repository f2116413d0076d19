import { Accept } from "#sip/headers/accept.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import { noParams } from "#sip/message/params.ts";
import { abilities, ask } from "#sip/session/ask.ts";
import type { SessionCommand } from "#sip/session/session.ts";
import type { Conversing, Next, SessionFacts } from "#sip/session/sessionState.ts";
import { comeAgain, mainTalk, respond, tell } from "#sip/session/steps.ts";

/* INFO, REFER, NOTIFY, MESSAGE within the dialog: theirs to the owner, the owner's to them. */

type Command<Do extends SessionCommand["do"]> = Extract<SessionCommand, { readonly do: Do }>;

/** Requests that may wait for the owner's answer at once. */
const mostWaiting = 16;

export function requested(
  state: Conversing,
  id: number,
  request: SipRequest,
  facts: SessionFacts,
): Next {
  const { method } = request;
  if (method === "OPTIONS") return [state, [respond(id, 200, { extra: optionsLines(facts) })]];
  if (state.requests.length >= mostWaiting) return [state, [comeAgain(id, facts.luck)]];
  const requests = [...state.requests, { id, method }];
  return [{ ...state, requests }, [tell({ on: "requested", number: id, request })]];
}

/** What an OPTIONS is told of us (RFC 3261 §11.2). */
const optionsLines = ({ options }: SessionFacts) => [
  ...abilities(options),
  header(Accept, [{ value: "application/sdp", params: noParams }]),
];

export function reply(state: Conversing, { to, status, body, extra }: Command<"reply">): Next {
  const asked = state.requests.find(({ id }) => id === to);
  if (asked === undefined) return [state, []];
  const facts = methodFacts(asked.method);
  const contact = facts.opensDialog === true || facts.refreshesTarget === true;
  const requests = status < 200 ? state.requests : state.requests.filter((one) => one !== asked);
  return [{ ...state, requests }, [respond(to, status, { body, extra, contact })]];
}

export function request(state: Conversing, command: Command<"request">, facts: SessionFacts): Next {
  const { method, body, extra } = command;
  const talk = mainTalk(state);
  return talk === undefined
    ? [state, [tell({ on: "replied", method, status: 481 })]]
    : ask(state, talk, { method, purpose: "request", body, extra }, facts);
}
