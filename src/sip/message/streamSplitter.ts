import type { Problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import { readHead } from "#sip/message/head.ts";
import { type Limits, usualLimits } from "#sip/message/limits.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { contentLength } from "#sip/message/reading.ts";

/** What a stretch of a stream turned out to be. After a problem nothing more comes: close the stream. */
export type Framed =
  | { readonly on: "message"; readonly message: SipMessage }
  /** A double CRLF: the peer asks whether we are there; answer with one CRLF (RFC 5626 §4.4.1). */
  | { readonly on: "ping" }
  /** A single CRLF: the answer to ours. */
  | { readonly on: "pong" }
  | { readonly on: "problem"; readonly problem: Problem };

const LF = 10;
const CR = 13;

/**
 * A stream's bytes → messages, by Content-Length (RFC 3261 §18.3), which a stream therefore needs.
 * Who opened the connection sends the pings (RFC 5626 §3.5.1), so line ends between messages are
 * pongs on a stream we opened, and in pairs pings on one we accepted. Keeps at most one message.
 */
export class StreamSplitter {
  readonly #opened: boolean;
  readonly #limits: Limits;
  #kept: Uint8Array = new Uint8Array(0);
  /** How far `#kept` was searched for the head's end; then how many bytes the message needs. */
  #searched = 0;
  #needed = 0;
  #halfPing = false;
  #broken = false;

  constructor(side: "opened" | "accepted", limits: Limits = usualLimits) {
    this.#opened = side === "opened";
    this.#limits = limits;
  }

  /** Part of a message is here, the rest is not. */
  get isWaiting(): boolean {
    return this.#kept.length > 0;
  }

  /** Takes the next bytes; `data` is ours from then on. */
  push(data: Uint8Array): readonly Framed[] {
    const found: Framed[] = [];
    if (this.#broken) return found;
    let rest = this.#kept.length === 0 ? data : appended(this.#kept, data);
    for (let taken = 1; taken > 0 && rest.length > 0; rest = rest.subarray(taken)) {
      taken = this.#take(rest, found);
      if (this.#broken) return found;
    }
    this.#kept = rest;
    return found;
  }

  /** Takes one message or line end from the front; 0 when more bytes are needed. */
  #take(bytes: Uint8Array, found: Framed[]): number {
    if (bytes[0] === LF || bytes[0] === CR) return this.#lineEnd(bytes, found);
    const size = this.#size(bytes);
    if (!size.ok) return this.#breaks(size.problem, found);
    if (size.value > bytes.length || size.value === 0) return 0;
    const message = parseMessage(bytes.subarray(0, size.value), this.#limits);
    if (!message.ok) return this.#breaks(message.problem, found);
    found.push({ on: "message", message: message.value });
    [this.#searched, this.#needed, this.#halfPing] = [0, 0, false];
    return size.value;
  }

  #lineEnd(bytes: Uint8Array, found: Framed[]): number {
    if (bytes[0] === LF) return 1;
    if (bytes.length < 2) return 0;
    if (bytes[1] !== LF) return 1;
    if (this.#opened) found.push({ on: "pong" });
    else if (this.#halfPing) found.push({ on: "ping" });
    this.#halfPing = !this.#halfPing;
    return 2;
  }

  #breaks(problem: Problem, found: Framed[]): number {
    this.#broken = true;
    this.#kept = new Uint8Array(0);
    found.push({ on: "problem", problem });
    return 0;
  }

  /** The size of the message at the front; 0 while its head is not complete. */
  #size(bytes: Uint8Array): Result<number> {
    if (this.#needed > 0) return ok(this.#needed);
    const end = headEnd(bytes, this.#searched);
    this.#searched = Math.max(0, bytes.length - 3);
    if (end < 0)
      return bytes.length > this.#limits.messageBytes ? tooBig(bytes.length, this.#limits) : ok(0);
    const size = sizeByHead(bytes.subarray(0, end), this.#limits);
    if (size.ok) this.#needed = size.value;
    return size;
  }
}

const tooBig = (bytes: number, { messageBytes }: Limits): Result<never> =>
  fail("sip.tooBig", `${bytes} bytes, at most ${messageBytes}`);

/** Behind the first empty line; -1 when there is none yet. */
function headEnd(bytes: Uint8Array, from: number): number {
  for (let lf = bytes.indexOf(LF, from); lf >= 0; lf = bytes.indexOf(LF, lf + 1)) {
    if (bytes[lf + 1] === LF) return lf + 2;
    if (bytes[lf + 1] === CR && bytes[lf + 2] === LF) return lf + 3;
  }
  return -1;
}

function sizeByHead(head: Uint8Array, limits: Limits): Result<number> {
  const reading = readHead(head, head.indexOf(LF) + 1, limits);
  if (!reading.ok) return reading;
  const length = contentLength(reading.value.head);
  if (!length.ok) return failWith(length.problem);
  if (length.value === undefined) return fail("sip.noContentLength", "a stream needs it");
  const size = head.length + length.value;
  return size > limits.messageBytes ? tooBig(size, limits) : ok(size);
}

/** A copy: what was given out before shares no bytes with what is kept. */
function appended(kept: Uint8Array, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(kept.length + data.length);
  whole.set(kept);
  whole.set(data, kept.length);
  return whole;
}
