import { listOf } from "#sip/headers/shapes.ts";
import type { Cursor } from "#sip/message/cursor.ts";
import { isToken } from "#sip/message/escape.ts";
import { mostParams } from "#sip/message/limits.ts";

/**
 * One signature over who calls whom (RFC 8224 §4): a PASSporT in full, or (compact) its signature
 * alone, with `header` and `claims` empty. The parts are base64url as they came.
 */
export interface SignedIdentity {
  readonly header: string;
  readonly claims: string;
  readonly signature: string;
  /** Where the certificate is. */
  readonly info: string;
  readonly alg?: string;
  /** The extension that it is of: `shaken` (RFC 8588). Absent: of none. */
  readonly ppt?: string;
}

/** Real ones are half a kilobyte. */
const longestToken = 8192;
const longestUri = 2048;

export const Identity = listOf<SignedIdentity>("Identity", readIdentity, formatIdentity);

function readIdentity(cursor: Cursor): SignedIdentity | undefined {
  const token = cursor.upTo("; \t,");
  const [header, claims, signature, more] = token.split(".", 4);
  if (token.length > longestToken || more !== undefined || !/^[\w.-]+$/.test(token))
    return undefined;
  const params = readAll(cursor);
  const info = params?.get("info");
  if (!info || !signature || header === undefined || claims === undefined) return undefined;
  if ((header === "") !== (claims === "")) return undefined;
  const [alg, ppt] = [params?.get("alg"), params?.get("ppt")];
  return {
    header,
    claims,
    signature,
    info,
    ...(alg !== undefined && { alg }),
    ...(ppt !== undefined && { ppt }),
  };
}

/** As other parameters are, but that a URI in angle brackets may be one's value. */
function readAll(cursor: Cursor): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  while (cursor.take(";")) {
    const name = cursor.upTo(';,= \t"<>').toLowerCase();
    if (!isToken(name) || params.has(name) || params.size >= mostParams) return undefined;
    const value = cursor.take("=") ? readValue(cursor) : "";
    if (value === undefined || value.length > longestUri) return undefined;
    params.set(name, value);
  }
  return params;
}

function readValue(cursor: Cursor): string | undefined {
  if (cursor.next === '"') return cursor.quotedString();
  if (cursor.next !== "<") return cursor.upTo(';, \t"<>');
  cursor.at++;
  const uri = cursor.upTo(">");
  return cursor.take(">") ? uri : undefined;
}

function formatIdentity({ header, claims, signature, info, alg, ppt }: SignedIdentity): string {
  const more = `${alg === undefined ? "" : `;alg=${alg}`}${ppt === undefined ? "" : `;ppt=${ppt}`}`;
  return `${header}.${claims}.${signature};info=<${info}>${more}`;
}
