import type { Target } from "#exchange/proxy/target.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow } from "#sip/transport/flow.ts";

/* What tests of this folder are made of. */

export const flowTo = (host: string, more: Partial<Flow> = {}): Flow => ({
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host, port: 5060 },
  ...more,
});

export const target = (name: string, more: Partial<Target> = {}): Target => ({
  uri: `sip:${name}@198.51.100.7`,
  route: [],
  destination: { to: "flow", flow: flowTo("198.51.100.7") },
  of: `user/${name}`,
  ...more,
});

export const invite = (
  more: readonly HeaderLine[] = [],
  {
    method = "INVITE",
    uri = "sip:ada@maple.example",
    toTag = "",
    from = "<sip:bob@pine.example>;tag=b",
  } = {},
): SipRequest =>
  makeRequest({
    method,
    uri,
    headers: [
      { name: "Via", text: "SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bKone" },
      { name: "From", text: from },
      { name: "To", text: `<${uri}>${toTag && `;tag=${toTag}`}` },
      { name: "Call-ID", text: "one@203.0.113.9" },
      { name: "CSeq", text: `1 ${method}` },
      ...more,
    ],
  });

export const says = (status: number, headers: readonly HeaderLine[] = []): SipResponse =>
  respond(invite(), status, { toTag: "a", headers });
