import { fromUtf8 } from "#kit/bytes.ts";
import { type NameId, nameId, nameIdAt } from "#sip/message/headerNames.ts";
import type { Span } from "#sip/message/message.ts";
import { joined, type Piece } from "#sip/message/pieces.ts";
import { hostPort, type SipUri } from "#sip/message/uri.ts";
import type { Address } from "#world/network.ts";

/**
 * What the bytes of a request say before anybody reads it: enough to refuse it without reading it.
 * Spans are whole lines, their ends included.
 */
export interface Opening {
  readonly method: string;
  readonly uri: string;
  /** It has no To tag, and is no ACK and no CANCEL. */
  readonly begins: boolean;
  /** A number made of the branch: equal for an INVITE, its copies and the ACK of its refusal. */
  readonly mark: number;
  readonly lines: Readonly<Record<"from" | "to" | "callId" | "cseq", Span>>;
  /** Topmost first, and never none. */
  readonly vias: readonly Span[];
}

const [LF, CR, SP, COLON, COMMA] = [10, 13, 32, 58, 44] as const;
const [via, from, to, callId, cseq] = ["Via", "From", "To", "Call-ID", "CSeq"].map(nameId);

/** A response: of what began already. */
export const isResponse = (bytes: Uint8Array): boolean =>
  bytes[0] === 83 && bytes[1] === 73 && bytes[2] === 80 && bytes[3] === 47; // SIP/

/** Undefined for what takes a reader: a line that is folded, a header twice or not at all, a branch of RFC 2543. */
export function openingOf(bytes: Uint8Array): Opening | undefined {
  const end = bytes.indexOf(LF);
  const words = end < 0 ? [] : fromUtf8(bytes.subarray(0, end)).trimEnd().split(" ");
  const [method = "", uri = "", version] = words;
  if (words.length !== 3 || version !== "SIP/2.0") return undefined;
  const found = linesFrom(bytes, end + 1);
  const [top] = found?.vias ?? [];
  if (found === undefined || top === undefined) return undefined;
  const branch = branchIn(bytes, top);
  if (branch === undefined) return undefined;
  const begins = method !== "ACK" && method !== "CANCEL" && !hasTag(bytes, found.lines.to);
  return { method, uri, begins, mark: markOf(bytes, branch), ...found };
}

type Found = Pick<Opening, "lines" | "vias">;

function linesFrom(bytes: Uint8Array, start: number): Found | undefined {
  const vias: Span[] = [];
  const named = new Map<NameId, Span>();
  for (let at = start; !isHeadsEnd(bytes, at); ) {
    const end = bytes.indexOf(LF, at) + 1;
    const id = nameOfLine(bytes, at, end);
    if (id === undefined || named.has(id)) return undefined;
    if (id === via) vias.push({ start: at, end });
    else if (isNeeded(id)) named.set(id, { start: at, end });
    at = end;
  }
  const of = (id: NameId | undefined): Span | undefined => named.get(id ?? 0);
  const lines = { from: of(from), to: of(to), callId: of(callId), cseq: of(cseq) };
  return areThere(lines) ? { vias, lines } : undefined;
}

const isHeadsEnd = (bytes: Uint8Array, at: number): boolean =>
  at >= bytes.length || bytes[at] === CR || bytes[at] === LF;

/** Undefined for a fold, a line without a colon, and one without its end. */
function nameOfLine(bytes: Uint8Array, start: number, end: number): NameId | undefined {
  const colon = bytes.indexOf(COLON, start);
  if (end === 0 || colon < 0 || colon >= end || (bytes[start] ?? 0) <= SP) return undefined;
  return nameIdAt(bytes, start, blanksBack(bytes, colon, start));
}

const isNeeded = (id: NameId): boolean => id === from || id === to || id === callId || id === cseq;

const areThere = (
  lines: Record<keyof Opening["lines"], Span | undefined>,
): lines is Record<keyof Opening["lines"], Span> =>
  lines.from !== undefined &&
  lines.to !== undefined &&
  lines.callId !== undefined &&
  lines.cseq !== undefined;

function blanksBack(bytes: Uint8Array, from: number, start: number): number {
  let at = from;
  while (at > start && (bytes[at - 1] ?? 0) <= SP) at--;
  return at;
}

const codes = (text: string): readonly number[] => Array.from(text, (char) => char.charCodeAt(0));
const tagParam = codes(";tag=");
const branchParam = codes(";branch=z9hg4bk");

const hasTag = (bytes: Uint8Array, span: Span): boolean => indexIn(bytes, span, tagParam) >= 0;

/** Of the one hop in that line; several want a reader. */
function branchIn(bytes: Uint8Array, { start, end }: Span): Span | undefined {
  const comma = bytes.indexOf(COMMA, start);
  const at = indexIn(bytes, { start, end }, branchParam);
  if (at < 0 || (comma >= 0 && comma < end)) return undefined;
  const first = at + branchParam.length;
  let last = first;
  while (last < end && (bytes[last] ?? 0) > SP && bytes[last] !== 59) last++;
  return last > first ? { start: first, end: last } : undefined;
}

/** Where that text, in lower case, stands in any case; −1: nowhere. */
function indexIn(bytes: Uint8Array, { start, end }: Span, text: readonly number[]): number {
  const [first = 0] = text;
  for (let at = bytes.indexOf(first, start); at >= 0 && at < end; at = bytes.indexOf(first, at + 1))
    if (text.every((code, i) => lower(bytes[at + i] ?? 0) === code)) return at;
  return -1;
}

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte | 32 : byte);

/** Two hashes (FNV-1a, and one by 31) in the 53 bits of a whole number, so that two branches hardly ever have one. */
function markOf(bytes: Uint8Array, { start, end }: Span): number {
  let high = 0x811c9dc5;
  let low = 7;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    high = Math.imul(high ^ byte, 0x01000193);
    low = (Math.imul(low, 31) + byte) | 0;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

const shortUser = /^sips?:(?:[+][0-9]{2,5}|[0-9*#]{2,12})[@;:]/i;

/** A URI that a call for help may have: of a service, or a number as short as those are. */
export const mayBeHelp = (uri: string): boolean =>
  /^(?:urn|tel):/i.test(uri) || shortUser.test(uri);

/** The topmost hop, as far as its line says it in the usual way. */
export interface FirstHop extends Pick<SipUri, "host" | "port"> {
  readonly branch: string;
  readonly line: string;
}

const sentBy = /:\s*SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^;]+)/i;
const branchValue = /;\s*branch=([^;\s]+)/i;
const emptyPort = /;\s*rport\s*(?=;|$)/i;

/** Undefined where it takes a reader. */
export function firstHop(bytes: Uint8Array, { vias: [top] }: Opening): FirstHop | undefined {
  const line = top === undefined ? "" : fromUtf8(bytes.subarray(top.start, top.end)).trimEnd();
  const place = hostPort(sentBy.exec(line)?.[1]?.trim() ?? "");
  const [, branch = ""] = branchValue.exec(line) ?? [];
  if (place === undefined || /;\s*received\s*[=;]/i.test(line)) return undefined;
  return { ...place, branch, line };
}

/** What is sent in answer to a request that nobody reads, and the port there. */
export interface UnreadRefusal {
  readonly bytes: Uint8Array;
  readonly port: number;
}

/**
 * 503, as `respond` would make it of the request with its Via completed (RFC 3261 §8.2.6, §18.2.1,
 * RFC 3581 §4). `tag`: the same for each copy; `retryAfter` in seconds.
 */
export function refusedUnread(
  bytes: Uint8Array,
  { vias, lines }: Opening,
  { line, host, port = 5060 }: FirstHop,
  { remote, tag, retryAfter }: RefusalFacts,
): UnreadRefusal {
  const asksPort = emptyPort.test(line);
  const seen = asksPort || host !== remote.host ? `;received=${remote.host}` : "";
  const completed = line.replace(emptyPort, `;rport=${remote.port}`) + seen;
  const raw = ({ start, end }: Span): Piece => bytes.subarray(start, end);
  const toEnd = blanksBack(bytes, lines.to.end, lines.to.start);
  return {
    port: asksPort ? remote.port : port,
    bytes: joined([
      `SIP/2.0 503 Service Unavailable\r\n${completed}\r\n`,
      ...vias.slice(1).map(raw),
      raw(lines.from),
      ...[bytes.subarray(lines.to.start, toEnd), `;tag=${tag}\r\n`],
      ...[raw(lines.callId), raw(lines.cseq)],
      `Retry-After: ${retryAfter}\r\nContent-Length: 0\r\n\r\n`,
    ]),
  };
}

export interface RefusalFacts {
  readonly remote: Address;
  readonly tag: string;
  readonly retryAfter: number;
}
