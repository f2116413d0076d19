import { fail, ok, type Result } from "#kit/result.ts";
import { Cursor } from "#sip/message/cursor.ts";
import { isToken } from "#sip/message/escape.ts";
import { mostListItems } from "#sip/message/limits.ts";
import type { HeaderType } from "#sip/message/message.ts";
import {
  formatNameAddr,
  type NameAddr,
  parseNameAddr,
  readNameAddr,
} from "#sip/message/nameAddr.ts";
import { formatParams, type Params, readParams } from "#sip/message/params.ts";

/**
 * sip/headers: one header field a file, each a HeaderType that cites its clause. This file holds
 * the shapes that many share: numbers, tokens, parties, lists of them. All pure.
 */

const bad = (name: string, text: string): Result<never> =>
  fail("sip.badHeader", `${name}: ${text.slice(0, 80)}`);

/** Values parted by commas, over one line or several (RFC 3261 §7.3.1). Empty places are skipped. */
export function listOf<T>(
  name: string,
  read: (cursor: Cursor) => T | undefined,
  format: (value: T) => string,
): HeaderType<readonly T[]> {
  return {
    name,
    parse(text) {
      const cursor = new Cursor(text);
      const values: T[] = [];
      while (!cursor.done) {
        if (cursor.take(",")) continue;
        const value = read(cursor);
        cursor.skipBlanks();
        const parted = cursor.done || cursor.next === ",";
        if (value === undefined || !parted || values.length >= mostListItems)
          return bad(name, text);
        values.push(value);
      }
      return ok(values);
    },
    format: (values) => values.map(format).join(", "),
  };
}

/** Exactly one party: From, Referred-By … */
export const partyHeader = (name: string): HeaderType<NameAddr> => ({
  name,
  parse(text) {
    const party = parseNameAddr(text);
    return party.ok ? party : bad(name, text);
  },
  format: formatNameAddr,
});

/** Parties parted by commas: Route, P-Asserted-Identity … */
export const partyList = (name: string): HeaderType<readonly NameAddr[]> =>
  listOf(name, readNameAddr, formatNameAddr);

const readToken = (cursor: Cursor): string | undefined => {
  const token = cursor.upTo(", \t;");
  return isToken(token) ? token : undefined;
};

/** Tokens parted by commas: Allow, Supported, Require … An empty header is an empty list. */
export const tokenList = (name: string): HeaderType<readonly string[]> =>
  listOf(name, readToken, (token) => token);

/** A whole number without sign, at most `most`. */
export const numberHeader = (name: string, most: number): HeaderType<number> => ({
  name,
  parse(text) {
    const value = wholeNumber(text, most);
    return value === undefined ? bad(name, text) : ok(value);
  },
  format: String,
});

/** Digits alone; undefined for anything else or above `most`. */
export function wholeNumber(text: string, most: number): number | undefined {
  if (!/^\d{1,20}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}

/** Delta-seconds: 0 … 2³²−1 (RFC 3261 §25.1). A larger figure is malformed where it stands alone. */
export const mostSeconds = 0xffff_ffff;

/** A word with parameters: `active;expires=60`. */
export interface Parametered {
  readonly value: string;
  readonly params: Params;
}

export const formatParametered = ({ value, params }: Parametered): string =>
  value + formatParams(params);

/** Reads a word that `accepts` likes, then its parameters. */
export function readParametered(
  cursor: Cursor,
  accepts: (word: string) => boolean = isToken,
): Parametered | undefined {
  const value = cursor.upTo('; \t,"<>');
  const params = accepts(value) ? readParams(cursor) : undefined;
  return params && { value, params };
}

export const parameteredHeader = (
  name: string,
  accepts?: (word: string) => boolean,
): HeaderType<Parametered> =>
  single(name, (cursor) => readParametered(cursor, accepts), formatParametered);

/** Exactly one of what `read` reads, and nothing behind it. */
export const single = <T>(
  name: string,
  read: (cursor: Cursor) => T | undefined,
  format: (value: T) => string,
): HeaderType<T> => ({
  name,
  parse(text) {
    const cursor = new Cursor(text);
    const value = read(cursor);
    cursor.skipBlanks();
    return value === undefined || !cursor.done ? bad(name, text) : ok(value);
  },
  format,
});

/** `<uri>;params`, the uri of any kind: Alert-Info, Call-Info. */
export interface UriReference {
  readonly uri: string;
  readonly params: Params;
}

export const readUriReference = (cursor: Cursor): UriReference | undefined => {
  if (!cursor.take("<")) return undefined;
  const uri = cursor.upTo(">");
  if (!cursor.take(">") || uri === "") return undefined;
  const params = readParams(cursor);
  return params && { uri, params };
};

export const formatUriReference = ({ uri, params }: UriReference): string =>
  `<${uri}>${formatParams(params)}`;

/** Any text, as it is. */
export const textHeader = (name: string): HeaderType<string> => ({
  name,
  parse: ok,
  format: (text) => text,
});
