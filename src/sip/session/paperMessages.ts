/** The messages of a rehearsed session: Ada's as they would leave, Bea's as she would answer. */
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";
import type { WholeOutline } from "#sip/session/sessionState.ts";

/** A body that shows in the story as `+text`. */
export const words = (text: string): Body => sdpBody(new TextEncoder().encode(text));

/** What a message of the other side holds beside the usual. */
export interface Saying {
  readonly tag?: string;
  readonly body?: string | undefined;
  readonly lines?: readonly HeaderLine[];
  readonly id?: number;
}

export const line = (name: string, text: string): HeaderLine => ({ name, text });
export const contactLine = (user: string): HeaderLine =>
  line("Contact", `<sip:${user}@192.0.2.1:5060>`);

export const bodyLines = (body: Body | undefined): readonly HeaderLine[] =>
  body === undefined ? [] : [line("Content-Type", body.type)];

/** The request as it would leave, with a Via and a Contact. */
export const requestOf = ({ method, uri, headers, body }: WholeOutline): SipRequest =>
  makeRequest({
    method,
    uri,
    headers: [
      line("Via", "SIP/2.0/UDP home.example;branch=z9hG4bKa"),
      ...headers,
      contactLine("ada"),
      ...bodyLines(body),
    ],
    body: body?.content,
  });

/** What Bea answers. */
export function answerOf(request: SipRequest, status: number, saying: Saying = {}): SipResponse {
  const { tag = "bea", body, lines = [] } = saying;
  const content = body === undefined ? undefined : words(body);
  const contact = status < 300 ? [contactLine("bea")] : [];
  const headers = [...contact, ...bodyLines(content), ...lines];
  return respond(request, status, { toTag: tag, headers, body: content?.content });
}
