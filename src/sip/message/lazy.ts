import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type {
  HeaderLine,
  HeaderType,
  SipRequest,
  SipResponse,
  Span,
} from "#sip/message/message.ts";
import { type Reading, readMessage, type StartLine } from "#sip/message/reading.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";

/**
 * The two kinds of message. A received one has been read already; one of ours is read when somebody
 * asks what is in it, for most are only sent. They differ in their start line; all else is the head's.
 */
export const requestOver = (bytes: Uint8Array, method: string, read?: Reading): SipRequest =>
  new Request(bytes, method, read);

export const responseOver = (bytes: Uint8Array, status: number, read?: Reading): SipResponse =>
  new Response(bytes, status, read);

/** What we make may be as long as it must; what a peer takes is the transport's to think of. */
const ours = { messageBytes: 1 << 20, headerLines: 1024, lineBytes: 1 << 16 };

/** Throws for bytes of ours that are no message of that kind: whoever put them together is wrong. */
function readOurs(bytes: Uint8Array, kind: StartLine["kind"]): Reading {
  const read = readMessage(bytes, ours);
  if (!read.ok) throw new Error(`made no message: ${read.problem.code}`);
  if (read.value.line.kind !== kind) throw new Error(`made no ${kind}`);
  return read.value;
}

const EMPTY = new Uint8Array(0);

const bodyOf = ({ bytes, head }: Reading): Uint8Array =>
  head.end < bytes.length ? bytes.subarray(head.end) : EMPTY;

const secondOf = ({ head, line }: Reading): string => head.text(line.second.start, line.second.end);

class Request implements SipRequest {
  readonly kind = "request";
  readonly method: string;
  readonly bytes: Uint8Array;
  #reading: Reading | undefined;
  #parsedUri: Result<SipUri> | undefined;

  constructor(bytes: Uint8Array, method: string, reading: Reading | undefined) {
    this.bytes = bytes;
    this.method = method;
    this.#reading = reading;
  }

  get #read(): Reading {
    const read = this.#reading ?? readOurs(this.bytes, "request");
    this.#reading = read;
    return read;
  }
  get uriText(): string {
    return secondOf(this.#read);
  }
  get uri(): Result<SipUri> {
    this.#parsedUri ??= parseUri(this.uriText);
    return this.#parsedUri;
  }
  get flaw(): Problem | undefined {
    return this.#read.flaw;
  }
  get<T>(type: HeaderType<T>): Result<T | undefined> {
    return this.#read.head.get(type);
  }
  lines(name: string): readonly string[] {
    return this.#read.head.lines(name);
  }
  spans(name?: string): readonly Span[] {
    return this.#read.head.spans(name);
  }
  get headers(): readonly HeaderLine[] {
    return this.#read.head.headers;
  }
  get body(): Uint8Array {
    return bodyOf(this.#read);
  }
}

class Response implements SipResponse {
  readonly kind = "response";
  readonly status: number;
  readonly bytes: Uint8Array;
  #reading: Reading | undefined;

  constructor(bytes: Uint8Array, status: number, reading: Reading | undefined) {
    this.bytes = bytes;
    this.status = status;
    this.#reading = reading;
  }

  get #read(): Reading {
    const read = this.#reading ?? readOurs(this.bytes, "response");
    this.#reading = read;
    return read;
  }
  get reason(): string {
    return secondOf(this.#read);
  }
  get flaw(): Problem | undefined {
    return this.#read.flaw;
  }
  get<T>(type: HeaderType<T>): Result<T | undefined> {
    return this.#read.head.get(type);
  }
  lines(name: string): readonly string[] {
    return this.#read.head.lines(name);
  }
  spans(name?: string): readonly Span[] {
    return this.#read.head.spans(name);
  }
  get headers(): readonly HeaderLine[] {
    return this.#read.head.headers;
  }
  get body(): Uint8Array {
    return bodyOf(this.#read);
  }
}
