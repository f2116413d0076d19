import type { Result } from "#kit/result.ts";
import type { SipUri } from "#sip/message/uri.ts";

/**
 * sip/message: what a message is. A received message keeps its bytes and an index of its header
 * lines; request URI and headers are parsed when asked for. Nothing here sends, waits or knows time.
 */

/** How one header field is read and written; one file each in sip/headers. */
export interface HeaderType<T> {
  /** As in the RFC: `Call-ID`. */
  readonly name: string;
  /** The one-letter form, if any (RFC 3261 §7.3.3). */
  readonly compact?: string;
  /** Gets the unfolded, trimmed text; of a list header all lines joined by commas. */
  parse(text: string): Result<T>;
  format(value: T): string;
}

/** One header line as text: what a message is built and edited with. */
export interface HeaderLine {
  readonly name: string;
  readonly text: string;
}

export const header = <T>(type: HeaderType<T>, value: T): HeaderLine => ({
  name: type.name,
  text: type.format(value),
});

interface Headed {
  /** Typed and parsed on demand, once. Absent: ok(undefined). Names match case-blind, compact forms count. */
  get<T>(type: HeaderType<T>): Result<T | undefined>;
  /** The unfolded text of every line of that name (long form), in order. */
  lines(name: string): readonly string[];
  /** Every header line in order of arrival. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** The whole message as it goes over the wire; of a received one, as it came. */
  readonly bytes: Uint8Array;
}

export interface SipRequest extends Headed {
  readonly kind: "request";
  readonly method: string;
  /** The Request-URI as written, and as parsed on demand. */
  readonly uriText: string;
  readonly uri: Result<SipUri>;
}

export interface SipResponse extends Headed {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;

/** One change to a message. All changes of one `edited` call are applied together, in one copy. */
export type Edit =
  | { readonly edit: "set"; readonly line: HeaderLine } // replaces all lines of that name, in the first one's place
  | { readonly edit: "prepend"; readonly line: HeaderLine } // before the first line of that name, else on top
  | { readonly edit: "append"; readonly line: HeaderLine } // behind the last line
  | { readonly edit: "replaceFirst"; readonly line: HeaderLine } // only the first line of that name
  | { readonly edit: "removeFirst"; readonly name: string }
  | { readonly edit: "remove"; readonly name: string }
  | { readonly edit: "uri"; readonly uri: string }
  | { readonly edit: "body"; readonly body: Uint8Array; readonly contentType?: string };
