import { requestOver, responseOver } from "#sip/message/lazy.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { joined, type Piece } from "#sip/message/pieces.ts";
import { reasonPhrase } from "#sip/message/statusCodes.ts";
import { formatUri, type SipUri } from "#sip/message/uri.ts";

/** What a request is made of. Content-Length is added; Content-Type is the caller's, beside the body. */
export interface RequestParts {
  readonly method: string;
  readonly uri: SipUri | string;
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array | undefined;
}

export interface ResponseParts {
  readonly status: number;
  /** The usual phrase when absent. */
  readonly reason?: string | undefined;
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array | undefined;
}

export function makeRequest({ method, uri, headers, body }: RequestParts): SipRequest {
  const target = typeof uri === "string" ? uri : formatUri(uri);
  const pieces = [requestLine(method, target), ...headers.map(headerText), ...ending(body)];
  return requestOf(method, pieces);
}

export function makeResponse({ status, reason, headers, body }: ResponseParts): SipResponse {
  const pieces = [statusLine(status, reason), ...headers.map(headerText), ...ending(body)];
  return responseOf(status, pieces);
}

/* The pieces that messages are put together from; edit.ts and response.ts use them too. */

export const requestLine = (method: string, uri: string): string =>
  oneLine(`${method} ${uri} SIP/2.0`);

export const statusLine = (status: number, reason = reasonPhrase(status)): string =>
  oneLine(`SIP/2.0 ${status} ${reason}`);

export const headerText = ({ name, text }: HeaderLine): string => oneLine(`${name}: ${text}`);

/** No text may bring a line of its own: a line end within one becomes a blank. */
const oneLine = (text: string): string => `${text.replace(/[\r\n\0]+/g, " ")}\r\n`;

/** Content-Length, the empty line, the body. */
export function ending(body: Uint8Array | undefined): readonly Piece[] {
  return body === undefined || body.length === 0
    ? ["Content-Length: 0\r\n\r\n"]
    : [`Content-Length: ${body.length}\r\n\r\n`, body];
}

export const requestOf = (method: string, pieces: readonly Piece[]): SipRequest =>
  requestOver(joined(pieces), method);

export const responseOf = (status: number, pieces: readonly Piece[]): SipResponse =>
  responseOver(joined(pieces), status);
