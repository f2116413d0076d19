import type { Result } from "#kit/result.ts";
import type {
  HeaderLine,
  HeaderType,
  SipMessage,
  SipRequest,
  SipResponse,
  Span,
} from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { joined, type Piece } from "#sip/message/pieces.ts";
import type { SipUri } from "#sip/message/uri.ts";

/**
 * Messages of our own making. Most are only sent, so they are read when first asked what is in
 * them; an edit of one is a copy of its bytes and nothing else.
 */
export const requestOf = (method: string, pieces: readonly Piece[]): SipRequest =>
  new MadeRequest(method, joined(pieces));

export const responseOf = (status: number, pieces: readonly Piece[]): SipResponse =>
  new MadeResponse(status, joined(pieces));

/** What we make may be as long as it must; what a peer takes is the transport's to think of. */
const ours = { messageBytes: 1 << 20, headerLines: 1024, lineBytes: 1 << 16 };

/** Throws for bytes that are no message of that kind: whoever put them together is wrong. */
function read<Kind extends SipMessage["kind"]>(
  bytes: Uint8Array,
  kind: Kind,
): SipMessage & { readonly kind: Kind } {
  const message = parseMessage(bytes, ours);
  if (!message.ok) throw new Error(`made no message: ${message.problem.code}`);
  if (message.value.kind !== kind) throw new Error(`made no ${kind}`);
  return message.value as SipMessage & { readonly kind: Kind };
}

class MadeRequest implements SipRequest {
  readonly kind = "request";
  readonly method: string;
  readonly bytes: Uint8Array;
  #known: SipRequest | undefined;

  constructor(method: string, bytes: Uint8Array) {
    this.method = method;
    this.bytes = bytes;
  }

  get #read(): SipRequest {
    const known = this.#known ?? read(this.bytes, "request");
    this.#known = known;
    return known;
  }
  get flaw() {
    return this.#read.flaw;
  }
  get uriText(): string {
    return this.#read.uriText;
  }
  get uri(): Result<SipUri> {
    return this.#read.uri;
  }
  get<T>(type: HeaderType<T>): Result<T | undefined> {
    return this.#read.get(type);
  }
  lines(name: string): readonly string[] {
    return this.#read.lines(name);
  }
  spans(name?: string): readonly Span[] {
    return this.#read.spans(name);
  }
  get headers(): readonly HeaderLine[] {
    return this.#read.headers;
  }
  get body(): Uint8Array {
    return this.#read.body;
  }
}

class MadeResponse implements SipResponse {
  readonly kind = "response";
  readonly status: number;
  readonly bytes: Uint8Array;
  #known: SipResponse | undefined;

  constructor(status: number, bytes: Uint8Array) {
    this.status = status;
    this.bytes = bytes;
  }

  get #read(): SipResponse {
    const known = this.#known ?? read(this.bytes, "response");
    this.#known = known;
    return known;
  }
  get flaw() {
    return this.#read.flaw;
  }
  get reason(): string {
    return this.#read.reason;
  }
  get<T>(type: HeaderType<T>): Result<T | undefined> {
    return this.#read.get(type);
  }
  lines(name: string): readonly string[] {
    return this.#read.lines(name);
  }
  spans(name?: string): readonly Span[] {
    return this.#read.spans(name);
  }
  get headers(): readonly HeaderLine[] {
    return this.#read.headers;
  }
  get body(): Uint8Array {
    return this.#read.body;
  }
}
