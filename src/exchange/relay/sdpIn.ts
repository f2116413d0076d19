import { fromLatin1, latin1 } from "#kit/bytes.ts";
import { edited } from "#sip/message/edit.ts";
import type { SipMessage, SipRequest, SipResponse } from "#sip/message/message.ts";

/** Messages that agree on media (RFC 3264, 3262, 3311). */
const agreeing = new Set(["INVITE", "ACK", "PRACK", "UPDATE"]);
/** RFC 3261 §7.4.1: what is wrapped up otherwise (multipart, gzip) is for its ends alone. */
const isSdp = /^application\/sdp\s*(;|$)/i;

/** The description that the message brings, an octet a character. */
export function sdpIn(message: SipMessage): string | undefined {
  if (message.body.length === 0) return undefined;
  if (message.kind === "request" && !agreeing.has(message.method)) return undefined;
  const isPlain = message.lines("Content-Encoding").every((text) => text === "identity");
  return isPlain && isSdp.test(message.lines("Content-Type")[0] ?? "")
    ? fromLatin1(message.body)
    : undefined;
}

export function withSdp(message: SipRequest, text: string): SipRequest;
export function withSdp(message: SipResponse, text: string): SipResponse;
export function withSdp(message: SipMessage, text: string): SipMessage {
  return edited(message, [{ edit: "body", body: latin1(text) }]);
}
