import { type Problem, problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { type Head, readHead } from "#sip/message/head.ts";
import type { Limits } from "#sip/message/limits.ts";
import type { Span } from "#sip/message/message.ts";

/** Where everything stands in the bytes of one message (RFC 3261 §7, §25). */
export interface Reading {
  /** As far as the message goes: what is behind it is discarded (§18.3). */
  readonly bytes: Uint8Array;
  readonly line: StartLine;
  readonly head: Head;
  /** The first thing wrong that still leaves something to answer. */
  readonly flaw: Problem | undefined;
}

/** Only what has no start line or breaks a limit is a Problem. */
export function readMessage(bytes: Uint8Array, limits: Limits): Result<Reading> {
  if (bytes.length > limits.messageBytes)
    return fail("sip.tooBig", `${bytes.length} bytes, at most ${limits.messageBytes}`);
  const start = skipEmptyLines(bytes);
  const lf = bytes.indexOf(LF, start);
  const end = lf < 0 ? bytes.length : lf;
  if (end - start > limits.lineBytes) return fail("sip.lineTooLong", "start line");
  const line = startLine(bytes, start, end > start && bytes[end - 1] === CR ? end - 1 : end);
  if (line === undefined) return fail("sip.badStartLine", "neither a request nor a response");
  const reading = readHead(bytes, Math.min(end + 1, bytes.length), limits);
  if (!reading.ok) return reading;
  const { head, flaw } = reading.value;
  const length = contentLength(head);
  const behind = length.ok ? head.end + (length.value ?? bytes.length) : bytes.length;
  return ok({
    bytes: behind < bytes.length ? bytes.subarray(0, behind) : bytes,
    line,
    head,
    flaw: line.flaw ?? flaw ?? bodyFlaw(length, bytes.length - head.end),
  });
}

const LF = 10;
const CR = 13;
const SP = 32;

/** RFC 3261 §7.5: empty lines before the start line do not count. */
function skipEmptyLines(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  return at;
}

/** Offsets of a start line: a request's method and URI, or a response's status and reason. */
export interface StartLine {
  readonly kind: "request" | "response";
  readonly first: Span;
  readonly second: Span;
  readonly flaw: Problem | undefined;
}

function startLine(bytes: Uint8Array, start: number, end: number): StartLine | undefined {
  const space = bytes.indexOf(SP, start);
  if (space <= start || space >= end) return undefined;
  return isSipSlash(bytes, start)
    ? statusLine(bytes, start, space, end)
    : requestLine(bytes, start, space, end);
}

/** §7.2. Another version than 2.0 is no response of ours. */
function statusLine(
  bytes: Uint8Array,
  start: number,
  space: number,
  end: number,
): StartLine | undefined {
  const statusEnd = space + 4;
  if (!isVersion2(bytes, start, space) || statusEnd > end) return undefined;
  for (let at = space + 1; at < statusEnd; at++) if (!isDigit(bytes[at])) return undefined;
  if (statusEnd < end && bytes[statusEnd] !== SP) return undefined;
  const second = { start: Math.min(statusEnd + 1, end), end };
  return { kind: "response", first: { start: space + 1, end: statusEnd }, second, flaw: undefined };
}

/** §7.1, but for the middle: whatever stands between method and version is the URI's to judge. */
function requestLine(
  bytes: Uint8Array,
  start: number,
  space: number,
  end: number,
): StartLine | undefined {
  let last = end;
  while (last > space && bytes[last - 1] === SP) last--;
  const version = bytes.lastIndexOf(SP, last - 1) + 1;
  if (version <= space + 1 || !isSipSlash(bytes, version)) return undefined;
  return {
    kind: "request",
    first: { start, end: space },
    second: { start: space + 1, end: version - 1 },
    flaw: !isVersion2(bytes, version, last)
      ? problem("sip.badVersion", "only SIP/2.0 is spoken")
      : last < end
        ? problem("sip.badRequestLine", "blanks behind the version")
        : undefined,
  };
}

/** `SIP/` in any case: the version is case-blind (§7.1). */
const isSipSlash = (bytes: Uint8Array, at: number): boolean =>
  ((bytes[at] ?? 0) | 32) === 115 &&
  ((bytes[at + 1] ?? 0) | 32) === 105 &&
  ((bytes[at + 2] ?? 0) | 32) === 112 &&
  bytes[at + 3] === 47;

const isVersion2 = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === 7 &&
  bytes[start + 4] === 50 &&
  bytes[start + 5] === 46 &&
  bytes[start + 6] === 48;

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57;

function bodyFlaw(length: Result<number | undefined>, had: number): Problem | undefined {
  if (!length.ok) return length.problem;
  if (length.value !== undefined && length.value > had)
    return problem("sip.bodyCutShort", `${had} bytes of ${length.value}`);
  return undefined;
}

/** RFC 3261 §20.14, read from the head without a header type, for framing needs it first. */
export function contentLength(head: Head): Result<number | undefined> {
  const lines = head.lines("Content-Length");
  const first = lines[0];
  if (first === undefined) return ok(undefined);
  if (!/^\d{1,9}$/.test(first) || (lines.length > 1 && lines.some((line) => line !== first)))
    return fail("sip.badContentLength", lines.join(", ").slice(0, 40));
  return ok(Number(first));
}
