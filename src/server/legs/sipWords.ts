/** What SIP messages of a session say in telephone words, and back. */
import { fromUtf8 } from "#kit/bytes.ts";
import { causeOfReason, causeOfStatus, reasonOf, statusOf } from "#server/causes.ts";
import { AlertInfo } from "#sip/headers/alertInfo.ts";
import {
  type HeaderLine,
  readable,
  type SipMessage,
  type SipRequest,
} from "#sip/message/message.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";
import { because, type Cause, type LegEvent } from "#telephony/call/leg.ts";

/** The session description that a message carries, if any. */
export function sdpIn(message: SipMessage): Body | undefined {
  if (message.body.length === 0) return undefined;
  const [type = "application/sdp"] = message.lines("Content-Type");
  return /sdp|multipart/i.test(type) ? { ...sdpBody(message.body), type } : undefined;
}

/** Why we go, for whoever is left (RFC 3326). */
export const reasonLine = (cause: Cause): HeaderLine => ({
  name: "Reason",
  text: reasonOf(cause),
});

/** Before the answer: the status, why, and where there is hope, when to try again (RFC 3261 §21.5.4). */
export function refusalOf(cause: Cause): { status: number; extra: readonly HeaderLine[] } {
  const status = statusOf(cause);
  return { status, extra: [reasonLine(cause), ...(status === 503 ? [retryAfter] : [])] };
}

/** For callers whom we cannot take now: in half a minute a server has restarted, or is less busy. */
export const retryAfter: HeaderLine = { name: "Retry-After", text: "30" };

const waitingAlert = "urn:alert:service:call-waiting";

/** In a 180: who is called talks to somebody else (RFC 7462 §8.2). */
export const waits: HeaderLine = { name: "Alert-Info", text: `<${waitingAlert}>` };
const saysWaiting = (ringing: SipMessage): boolean =>
  readable(ringing, AlertInfo)?.some(({ uri }) => uri.toLowerCase() === waitingAlert) ?? false;

/** What a provisional response tells when no sound comes with it. */
export function ringingOf(status: number, response: SipMessage): LegEvent {
  if (status !== 180 && status !== 182) return { on: "proceeding" };
  return { on: "ringing", ...(saysWaiting(response) && { waiting: true }) };
}

/** A refusal that never came over the wire is one that we made up for silence (session.ts). */
export function refusedCause(status: number, response: SipMessage | undefined): Cause {
  if (response) return causeOfStatus(status);
  return because(status === 408 ? "noResponse" : "unreachable");
}

export const goneCause = (reasons: readonly string[], otherwise: Cause["kind"]): Cause =>
  causeOfReason(reasons) ?? because(otherwise);

/** Digits and flashes in INFO, as makers write them; undefined: something else. */
export function pressed(request: SipRequest): LegEvent | undefined {
  const [type = ""] = request.lines("Content-Type");
  const text = fromUtf8(request.body.subarray(0, 200));
  if (/^application\/hook-flash\b/i.test(type)) return { on: "flash" };
  if (/^application\/broadsoft\b/i.test(type))
    return /^\s*event\s+flashhook\b/i.test(text) ? { on: "flash" } : undefined;
  if (/^application\/(dtmf-relay|vnd\.nortelnetworks\.digits)\b/i.test(type))
    return keyed(/^\s*(?:Signal|d)\s*=\s*([^\s]+)/im.exec(text)?.[1]);
  return /^application\/dtmf\b/i.test(type) ? keyed(text.trim()) : undefined;
}

const byNumber = ["*", "#", "A", "B", "C", "D", "!"];

/** `5`, `*`, and by number: 10 is the star, 11 the hash, 16 the flash (RFC 4733 §3.2). */
function keyed(signal: string | undefined): LegEvent | undefined {
  if (signal === undefined) return undefined;
  const key = /^1[0-6]$/.test(signal) ? byNumber[Number(signal) - 10] : signal.toUpperCase();
  if (key === "!" || key === "HF" || key === "FLASH") return { on: "flash" };
  return key !== undefined && /^[0-9A-D*#]$/.test(key)
    ? { on: "digit", digit: key, by: "signal" }
    : undefined;
}
