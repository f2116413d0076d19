import { fail, ok, type Result } from "#kit/result.ts";
import { Cursor } from "#sip/message/cursor.ts";
import { quoted } from "#sip/message/escape.ts";
import { formatParams, noParams, type Params, readParams, withParam } from "#sip/message/params.ts";

/**
 * A party: `"Name" <uri>;params` (RFC 3261 §20.10). The URI stays text, byte for byte as it came,
 * of whatever scheme; `parseUri` makes a value of it. Plain data but for the params.
 */
export interface NameAddr {
  /** Without quotes; absent when there was none. */
  readonly display?: string;
  readonly uri: string;
  /** The header's own parameters, not the URI's. */
  readonly params: Params;
}

/** A party from its parts. */
export const nameAddr = (uri: string, params: Params = noParams, display?: string): NameAddr => ({
  ...(display ? { display } : {}),
  uri,
  params,
});

export const withTag = (party: NameAddr, tag: string): NameAddr => ({
  ...party,
  params: withParam(party.params, "tag", tag),
});

/** The whole text as one name-addr or addr-spec with parameters. */
export function parseNameAddr(text: string): Result<NameAddr> {
  const cursor = new Cursor(text);
  const party = readNameAddr(cursor);
  cursor.skipBlanks();
  if (party === undefined || !cursor.done) return fail("sip.badNameAddr", text.slice(0, 80));
  return ok(party);
}

/** Reads one, parameters included; stands then at a comma or the end. */
export function readNameAddr(cursor: Cursor): NameAddr | undefined {
  cursor.skipBlanks();
  const display = readDisplay(cursor);
  if (display === undefined) return undefined;
  const bracketed = cursor.stands("<");
  if (bracketed) cursor.at++; // no blank may follow (§25.1 LAQUOT)
  // §20: without brackets, comma, question mark and semicolon belong to the header, not to the URI
  const uri = bracketed ? cursor.upTo(">") : cursor.upTo('?;, \t<>"');
  if (bracketed && !cursor.take(">")) return undefined;
  if (!looksLikeUri(uri)) return undefined;
  const params = readParams(cursor);
  if (params === undefined) return undefined;
  return display === "" ? { uri, params } : { display, uri, params };
}

/** "" for none; undefined when what stands before the bracket is no display name. */
function readDisplay(cursor: Cursor): string | undefined {
  if (cursor.next === '"') {
    const name = cursor.quotedString();
    cursor.skipBlanks();
    return cursor.stands("<") ? name : undefined;
  }
  const start = cursor.at;
  const words = cursor.upTo('<,;"');
  if (cursor.stands("<")) return words;
  cursor.at = start;
  return "";
}

const looksLikeUri = (text: string): boolean => /^[a-z][a-z\d+.-]*:[^\s<>"]+$/i.test(text);

/** Always with brackets: right in every header, whatever the URI holds. */
export const formatNameAddr = ({ display, uri, params }: NameAddr): string =>
  `${display ? `${quoted(display)} ` : ""}<${uri}>${formatParams(params)}`;
