import { CSeq } from "#sip/headers/cseq.ts";
import { ending, headerText, requestLine, requestOf } from "#sip/message/make.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import { rawLines } from "#sip/message/response.ts";

/**
 * The CANCEL of an INVITE of ours (RFC 3261 §9.1): the same Request-URI, top Via, From, To, Call-ID,
 * CSeq number and Route. `extra` may say why (Reason, RFC 3326). Only after a provisional response.
 */
export function cancelFor(invite: SipRequest, extra: readonly HeaderLine[] = []): SipRequest {
  const number = readable(invite, CSeq)?.number ?? 0;
  return requestOf("CANCEL", [
    requestLine("CANCEL", invite.uriText),
    ...rawLines(invite, "Via").slice(0, 1),
    ...rawLines(invite, "From"),
    ...rawLines(invite, "To"),
    ...rawLines(invite, "Call-ID"),
    headerText({ name: "CSeq", text: `${number} CANCEL` }),
    headerText({ name: "Max-Forwards", text: "70" }),
    ...rawLines(invite, "Route"),
    ...extra.map(headerText),
    ...ending(undefined),
  ]);
}
