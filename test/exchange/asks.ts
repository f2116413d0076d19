import { utf8 } from "#kit/bytes.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { type Person, serverHost } from "../phones/person.ts";
import { domain, type Village } from "./village.ts";

/* Requests that are no calls, from people with SIP telephones, and what comes of them. */

export interface Asked {
  readonly method: string;
  readonly uri: string;
  /** Of To; the address itself unless said. */
  readonly to?: string;
  readonly callId?: string;
  readonly headers?: readonly HeaderLine[];
  readonly body?: string;
  /** The host of From. */
  readonly from?: string;
  /** Which exchange is asked. */
  readonly at?: string;
}

let asked = 0;

/** Sends it to the exchange, with the person's password when asked for; its final answer, half a second later. */
export async function asks(
  town: Village,
  by: Person,
  what: Asked,
): Promise<SipResponse | undefined> {
  const { method, uri, to = `<${uri}>`, headers = [], body, from = domain } = what;
  const { at = serverHost } = what;
  const callId = what.callId ?? `asked-${++asked}`;
  const remote = { host: at, port: 5060 };
  let answer: SipResponse | undefined;
  by.agent.ask(
    {
      destination: { to: "hops", hops: [{ protocol: "UDP", remote }] },
      ...(by.login && { login: by.login }),
      make: ({ own }, credentials) =>
        makeRequest({
          method,
          uri,
          headers: [
            { name: "Max-Forwards", text: "70" },
            { name: "From", text: `<sip:${by.name}@${from}>;tag=${by.name}` },
            { name: "To", text: to },
            { name: "Call-ID", text: callId },
            { name: "CSeq", text: `${++asked} ${method}` },
            { name: "Contact", text: `<sip:${by.name}@${own.host}:${own.port}>` },
            ...headers,
            ...credentials,
          ],
          ...(body !== undefined && { body: utf8(body) }),
        }),
    },
    (told) => {
      if (told.on === "response") answer = told.response;
    },
  );
  await town.runs(500);
  return answer;
}

/** All requests of that method that come, each taken with `status`. */
export function hears(person: Person, method: string, status = 200): SipRequest[] {
  const heard: SipRequest[] = [];
  person.agent.serve(method, (transaction) => {
    const { request, own } = transaction;
    heard.push(request);
    const contact = { name: "Contact", text: `<sip:${person.name}@${own.host}:${own.port}>` };
    transaction.answer(respond(request, status, { toTag: person.name, headers: [contact] }));
  });
  return heard;
}
