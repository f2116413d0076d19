import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { SipUri } from "#sip/message/uri.ts";

/**
 * sip/message: what a message is. Every message, received or made here, is its bytes and an index
 * of its header lines; request URI and headers are parsed when asked for, once. Changing one
 * splices bytes: what nobody touched goes out as it came. Nothing here sends, waits or knows time.
 */

/** How one header field is read and written; one file each in sip/headers. Compact forms: headerNames.ts. */
export interface HeaderType<T> {
  /** As in the RFC: `Call-ID`. */
  readonly name: string;
  /** Gets the unfolded, trimmed text; when there are several lines, all of them joined by commas. */
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

/** A stretch of a message's bytes: first offset, and the one behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Headed {
  /** Typed and parsed on demand, once. Absent: ok(undefined). Names match case-blind, compact forms count. */
  get<T>(type: HeaderType<T>): Result<T | undefined>;
  /** The unfolded text of every line of that name (long form), in order. */
  lines(name: string): readonly string[];
  /** Where the header lines of that name (or all) lie in `bytes`, folds and line end included. */
  spans(name?: string): readonly Span[];
  /** Every header line in order of arrival; known names in their long form. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** The whole message as it goes over the wire; of a received one, as it came. */
  readonly bytes: Uint8Array;
  /** The first thing wrong that still left a message to answer; sanity.ts makes a 400 or 505 of it. */
  readonly flaw?: Problem | undefined;
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

/** A header's value where there is a good one; a malformed one counts as absent. */
export function readable<T>(message: SipMessage, type: HeaderType<T>): T | undefined {
  const result = message.get(type);
  return result.ok ? result.value : undefined;
}

/**
 * One change to a message. All changes of one `edited` call are applied together, in one copy.
 * "First" means the first value: of `Via: a, b` only a.
 */
export type Edit =
  | { readonly edit: "set"; readonly line: HeaderLine } // replaces all lines of that name, in the first one's place
  | { readonly edit: "prepend"; readonly line: HeaderLine } // before the first line of that name, else on top
  | { readonly edit: "append"; readonly line: HeaderLine } // behind the last line
  | { readonly edit: "replaceFirst"; readonly line: HeaderLine } // only the first value of that name
  | { readonly edit: "removeFirst"; readonly name: string; readonly count?: number } // one without a count
  | { readonly edit: "remove"; readonly name: string }
  | { readonly edit: "uri"; readonly uri: string }
  | { readonly edit: "body"; readonly body: Uint8Array; readonly contentType?: string };

/** How a ladder calls a message: `INVITE`, `180 Ringing`. */
export const messageLabel = (message: SipMessage): string =>
  message.kind === "request" ? message.method : `${message.status} ${message.reason}`.trimEnd();
