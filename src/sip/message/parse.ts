import { ok, type Result } from "#kit/result.ts";
import { requestOver, responseOver } from "#sip/message/lazy.ts";
import { type Limits, usualLimits } from "#sip/message/limits.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { readMessage } from "#sip/message/reading.ts";

/**
 * Bytes → message (RFC 3261 §7, §25). Liberal: whatever still can be answered is a message, with
 * its first `flaw`; only what has no start line or breaks a limit is a Problem.
 */
export function parseMessage(bytes: Uint8Array, limits: Limits = usualLimits): Result<SipMessage> {
  const read = readMessage(bytes, limits);
  if (!read.ok) return read;
  const { line, head, bytes: whole } = read.value;
  const first = head.text(line.first.start, line.first.end);
  return ok(
    line.kind === "request"
      ? requestOver(whole, first, read.value)
      : responseOver(whole, Number(first), read.value),
  );
}
