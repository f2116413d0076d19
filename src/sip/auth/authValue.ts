import { listOf } from "#sip/headers/shapes.ts";
import type { Cursor } from "#sip/message/cursor.ts";
import { isToken, quoted } from "#sip/message/escape.ts";
import { mostParams } from "#sip/message/limits.ts";
import type { HeaderType } from "#sip/message/message.ts";
import { type Params, readParam } from "#sip/message/params.ts";

/**
 * sip/auth: who somebody is, by digest (RFC 3261 §22, RFC 7616, RFC 8760), asked and answered.
 * Pure: hashes, keys and the time are handed in. Knows no users; the caller looks secrets up.
 *
 * This file reads all four headers: a scheme, then parameters parted by commas. As values are
 * parted by commas too, a new one begins where a word is followed by another word and not by "=".
 */
export interface AuthValue {
  /** As written: `Digest`. */
  readonly scheme: string;
  readonly params: Params;
}

export const isDigest = ({ scheme }: AuthValue): boolean => scheme.toLowerCase() === "digest";

/** The parameters that go without quotes (RFC 7616 §3.3, §3.4; RFC 3261 §25.1). */
const bare = new Set(["algorithm", "stale", "nc", "userhash"]);

/** `qop` is quoted in a challenge and bare in credentials. */
export const authHeader = (
  name: string,
  kind: "challenge" | "credentials",
): HeaderType<readonly AuthValue[]> =>
  listOf(name, readValue, ({ scheme, params }) => {
    const goesBare = (param: string): boolean =>
      bare.has(param) || (param === "qop" && kind === "credentials");
    const all = Array.from(params, ([param, value]) =>
      goesBare(param) ? `${param}=${value}` : `${param}=${quoted(value)}`,
    );
    return `${scheme} ${all.join(", ")}`;
  });

function readValue(cursor: Cursor): AuthValue | undefined {
  cursor.skipBlanks();
  const scheme = cursor.upTo(' \t,="');
  cursor.skipBlanks();
  const params = new Map<string, string>();
  for (let more = !cursor.done && !cursor.stands(","); more; more = anotherParam(cursor)) {
    const param = readParam(cursor);
    if (param === undefined || params.has(param[0]) || params.size >= mostParams) return undefined;
    params.set(param[0], param[1]);
  }
  return isToken(scheme) ? { scheme, params } : undefined;
}

/** Moves over a comma if a parameter stands behind it, and not the next value's scheme. */
function anotherParam(cursor: Cursor): boolean {
  const before = cursor.at;
  while (cursor.take(",")); // empty places are skipped
  nextParam.lastIndex = cursor.at;
  if (cursor.at > before && nextParam.test(cursor.text)) return true;
  cursor.at = before;
  return false;
}

const nextParam = /[\w.!%*+`'~-]+[ \t]*=/y;
