import { fromUtf8 } from "#kit/bytes.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { longName, type NameId, nameId, nameIdAt, unknownName } from "#sip/message/headerNames.ts";
import type { Limits } from "#sip/message/limits.ts";
import type { HeaderLine, HeaderType, Span } from "#sip/message/message.ts";

/**
 * The head of a message: where its lines lie, found in one pass; texts and typed values made when
 * asked for. Five numbers a header line, in one flat array:
 *
 *   T o   :   s i p : b o b @ h \r \n
 *   │   │     │               │
 *   │   name  value           value end     (a line's own end is where the next line starts)
 *   line, name
 */
const ID = 0;
const LINE = 1;
const NAME_END = 2;
const VALUE = 3;
const VALUE_END = 4;
const STRIDE = 5;

const LF = 10;
const CR = 13;
const COLON = 58;

const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9;

export class Head {
  readonly bytes: Uint8Array;
  readonly #index: readonly number[];
  /** Behind the empty line. */
  readonly end: number;
  #text: string | undefined;
  readonly #askedTypes: HeaderType<unknown>[] = [];
  readonly #answers: Result<unknown>[] = [];

  constructor(bytes: Uint8Array, index: readonly number[], end: number) {
    this.bytes = bytes;
    this.#index = index;
    this.end = Math.min(end, bytes.length);
  }

  /** A stretch of the head as text: UTF-8, with U+FFFD for what is none. */
  text(start: number, end: number): string {
    this.#text ??= fromUtf8(this.bytes.subarray(0, this.end));
    // As many UTF-16 units as bytes means one unit a byte: offsets are the same in both.
    if (this.#text.length === this.end) return this.#text.slice(start, end);
    return fromUtf8(this.bytes.subarray(start, end));
  }

  get<T>(type: HeaderType<T>): Result<T | undefined> {
    const asked = this.#askedTypes.indexOf(type as HeaderType<unknown>);
    if (asked >= 0) return this.#answers[asked] as Result<T | undefined>;
    const text = this.#joined(type.name);
    const answer: Result<T | undefined> = text === undefined ? ok(undefined) : type.parse(text);
    this.#askedTypes.push(type as HeaderType<unknown>);
    this.#answers.push(answer);
    return answer;
  }

  lines(name: string): readonly string[] {
    const found: string[] = [];
    for (let at = this.#next(name, 0); at >= 0; at = this.#next(name, at + STRIDE))
      found.push(this.#valueText(at));
    return found;
  }

  spans(name?: string): readonly Span[] {
    const found: Span[] = [];
    const all = name === undefined;
    for (let at = all ? 0 : this.#next(name, 0); at >= 0 && at < this.#index.length; ) {
      const start = this.#number(at + LINE);
      found.push({ start, end: this.#lineEnd(at) });
      at = all ? at + STRIDE : this.#next(name, at + STRIDE);
    }
    return found;
  }

  get headers(): readonly HeaderLine[] {
    const lines: HeaderLine[] = [];
    for (let at = 0; at < this.#index.length; at += STRIDE)
      lines.push({ name: this.#nameText(at), text: this.#valueText(at) });
    return lines;
  }

  #number(at: number): number {
    return this.#index[at] ?? 0;
  }

  #lineEnd(at: number): number {
    const next = this.#index[at + STRIDE + LINE];
    if (next !== undefined) return next;
    const lf = this.bytes.indexOf(LF, this.#number(at + VALUE_END));
    return lf < 0 ? this.end : lf + 1;
  }

  /** The next line of that name at or behind `from`; -1 when there is none. */
  #next(name: string, from: number): number {
    const id = nameId(name);
    for (let at = from; at < this.#index.length; at += STRIDE) {
      if (this.#index[at + ID] !== id) continue;
      if (id !== unknownName || this.#nameText(at).toLowerCase() === name.toLowerCase()) return at;
    }
    return -1;
  }

  #nameText(at: number): string {
    const id = this.#number(at + ID);
    if (id !== unknownName) return longName(id);
    return this.text(this.#number(at + LINE), this.#number(at + NAME_END));
  }

  #valueText(at: number): string {
    return unfolded(this.text(this.#number(at + VALUE), this.#number(at + VALUE_END)));
  }

  #joined(name: string): string | undefined {
    const first = this.#next(name, 0);
    if (first < 0) return undefined;
    const second = this.#next(name, first + STRIDE);
    return second < 0 ? this.#valueText(first) : this.lines(name).join(", ");
  }
}

/** RFC 3261 §7.3.1: a fold is worth one space. A stray CR is too, so that no text carries one. */
function unfolded(text: string): string {
  if (!text.includes("\n") && !text.includes("\r")) return text;
  return text.replace(/[ \t]*[\r\n]+[ \t]*/g, " ").trim();
}

/** What reading a head found beside its lines. */
export interface HeadReading {
  readonly head: Head;
  /** The first line without a name or a colon, or a head without its empty line. */
  readonly flaw?: Problem;
}

/** The index of the message in hand: grown once, and copied when its length is known. */
const scratch: number[] = [];

/** Reads the header lines from `start` to the empty line, or to the end of the bytes. */
export function readHead(bytes: Uint8Array, start: number, limits: Limits): Result<HeadReading> {
  let count = 0;
  let bad = -1;
  let at = start;
  while (at < bytes.length && !isEmptyLine(bytes, at)) {
    const next = lineEnd(bytes, at);
    if (next - at > limits.lineBytes) return fail("sip.lineTooLong", `${next - at} bytes`);
    if (count >= limits.headerLines * STRIDE)
      return fail("sip.tooManyHeaders", `more than ${limits.headerLines}`);
    if (!indexLine(bytes, at, next, count) && bad < 0) bad = at;
    count += STRIDE;
    at = next;
  }
  const end = at < bytes.length && bytes[at] === CR ? at + 2 : at + 1;
  const head = new Head(bytes, scratch.slice(0, count), end);
  const flaw = headFlaw(bytes, bad, at);
  return ok(flaw === undefined ? { head } : { head, flaw });
}

function headFlaw(bytes: Uint8Array, bad: number, end: number): Problem | undefined {
  if (bad >= 0) {
    const line = fromUtf8(bytes.subarray(bad, Math.min(lineEnd(bytes, bad), bad + 80)));
    return problem("sip.badHeaderLine", line.trim());
  }
  return end < bytes.length ? undefined : problem("sip.headCutShort", "no empty line behind it");
}

const isEmptyLine = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF);

/** Behind the line that starts at `at`, its folds included (RFC 3261 §7.3.1). A bare LF ends a line too. */
function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  do {
    while (end < bytes.length && bytes[end] !== LF) end++;
    if (end >= bytes.length) return bytes.length;
    end++;
  } while (isBlank(bytes[end]));
  return end;
}

/** Notes one line there; false when it is no header line, and then nothing finds it by a name. */
function indexLine(bytes: Uint8Array, start: number, end: number, place: number): boolean {
  let colon = start;
  while (colon < end && bytes[colon] !== COLON) colon++;
  const value = skipBlanks(bytes, Math.min(colon + 1, end), end);
  const nameEnd = skipBlanksBack(bytes, colon, start); // HCOLON allows blanks before it (§25.1)
  const good = colon < end && nameEnd > start && isOneWord(bytes, start, nameEnd);
  const id: NameId = good ? nameIdAt(bytes, start, nameEnd) : unknownName;
  scratch[place + ID] = id;
  scratch[place + LINE] = start;
  scratch[place + NAME_END] = good ? nameEnd : start;
  scratch[place + VALUE] = value;
  scratch[place + VALUE_END] = skipBlanksBack(bytes, end, value);
  return good;
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

/** Line ends are blanks too here. */
function skipBlanksBack(bytes: Uint8Array, from: number, start: number): number {
  let at = from;
  while (at > start && (bytes[at - 1] ?? 0) <= 32) at--;
  return at;
}

function isOneWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) <= 32) return false;
  return true;
}
