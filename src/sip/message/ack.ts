import { CSeq } from "#sip/headers/cseq.ts";
import { ending, headerText, requestLine, requestOf } from "#sip/message/make.ts";
import { readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { rawLines } from "#sip/message/response.ts";

/**
 * The ACK that the INVITE client transaction sends for a 300–699 (RFC 3261 §17.1.1.3): all of the
 * INVITE but for To, which is the response's; the top Via alone, so that it joins the transaction.
 */
export function ackForRefusal(invite: SipRequest, response: SipResponse): SipRequest {
  const number = readable(invite, CSeq)?.number ?? 0;
  return requestOf("ACK", [
    requestLine("ACK", invite.uriText),
    ...rawLines(invite, "Via").slice(0, 1),
    ...rawLines(invite, "From"),
    ...rawLines(response, "To"),
    ...rawLines(invite, "Call-ID"),
    headerText({ name: "CSeq", text: `${number} ACK` }),
    headerText({ name: "Max-Forwards", text: "70" }),
    ...rawLines(invite, "Route"),
    ...ending(undefined),
  ]);
}
