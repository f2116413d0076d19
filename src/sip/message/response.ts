import { To } from "#sip/headers/to.ts";
import { ending, headerText, responseOf, statusLine } from "#sip/message/make.ts";
import type { HeaderLine, SipMessage, SipRequest, SipResponse } from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import type { Piece } from "#sip/message/pieces.ts";

/** What a response holds beside what it copies from its request. */
export interface ResponseExtras {
  /** Added to To where the request had none and the status is over 100 (§8.2.6.2). */
  readonly toTag?: string | undefined;
  readonly reason?: string;
  /** Content-Type among them, when there is a body. */
  readonly headers?: readonly HeaderLine[];
  readonly body?: Uint8Array | undefined;
}

/**
 * The response to a request (RFC 3261 §8.2.6): Via, From, To, Call-ID and CSeq byte for byte,
 * Timestamp in a 100, Record-Route where a dialog may come of it (§12.1.1).
 */
export function respond(
  request: SipRequest,
  status: number,
  { toTag, reason, headers = [], body }: ResponseExtras = {},
): SipResponse {
  const opensDialog = status > 100 && status < 300 && methodFacts(request.method).opensDialog;
  return responseOf(status, [
    statusLine(status, reason),
    ...rawLines(request, "Via"),
    ...(opensDialog ? rawLines(request, "Record-Route") : []),
    ...rawLines(request, "From"),
    ...toLines(request, status > 100 ? toTag : undefined),
    ...rawLines(request, "Call-ID"),
    ...rawLines(request, "CSeq"),
    ...(status === 100 ? rawLines(request, "Timestamp") : []),
    ...headers.map(headerText),
    ...ending(body),
  ]);
}

/** The header lines of a name as they came, byte for byte. */
export const rawLines = (message: SipMessage, name: string): readonly Piece[] =>
  message.spans(name).map(({ start, end }) => {
    const line = message.bytes.subarray(start, end);
    return line.at(-1) === 10 ? line : headerText({ name, text: message.lines(name).join(", ") });
  });

/** To as it came, with the tag behind it unless it has one. */
function toLines(request: SipRequest, tag: string | undefined): readonly Piece[] {
  const lines = rawLines(request, "To");
  if (tag === undefined || hasToTag(request)) return lines;
  const [span] = request.spans("To");
  if (span === undefined) return [];
  let end = span.end;
  while (end > span.start && (request.bytes[end - 1] ?? 0) <= 32) end--;
  return [request.bytes.subarray(span.start, end), `;tag=${tag}\r\n`];
}

/** A To that cannot be read may hold one all the same. */
function hasToTag(request: SipRequest): boolean {
  const to = request.get(To);
  if (to.ok) return to.value?.params.has("tag") ?? false;
  return /;\s*tag\s*=/i.test(request.lines("To").join());
}
