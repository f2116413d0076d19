import type { Cursor } from "#sip/message/cursor.ts";
import { isToken, quoted } from "#sip/message/escape.ts";
import { mostParams } from "#sip/message/limits.ts";

/** Header parameters: names in lower case, values unquoted; one without a value maps to "". */
export type Params = ReadonlyMap<string, string>;

export const noParams: Params = new Map();

/** Reads `;name=value;name` from where the cursor stands; undefined when malformed, twice the same or too many. */
export function readParams(cursor: Cursor): Params | undefined {
  if (cursor.done) return noParams;
  const params = new Map<string, string>();
  while (cursor.take(";")) {
    if (cursor.done || cursor.stands(",")) break; // a last semicolon, or two in a row, harms nobody
    if (cursor.stands(";")) continue;
    const param = readParam(cursor);
    if (param === undefined || params.has(param[0]) || params.size >= mostParams) return undefined;
    params.set(param[0], param[1]);
  }
  return params;
}

/** One `name`, `name=value` or `name="value"`. */
export function readParam(cursor: Cursor): readonly [name: string, value: string] | undefined {
  const name = cursor.upTo(';,= \t"<>').toLowerCase();
  if (!isToken(name)) return undefined;
  if (!cursor.take("=")) return [name, ""];
  const value = cursor.next === '"' ? cursor.quotedString() : cursor.upTo(';, \t"<>');
  return value === undefined ? undefined : [name, value];
}

/** `;name=value…`, values quoted where they must be. */
export function formatParams(params: Params): string {
  let text = "";
  for (const [name, value] of params)
    text += value === "" ? `;${name}` : `;${name}=${paramValue(value)}`;
  return text;
}

/** Token, host and IPv6 reference go bare (gen-value, RFC 3261 §25.1); RFC 3327's colons too. */
const paramValue = (value: string): string =>
  isToken(value) || /^[[\]\w.:-]+$/.test(value) ? value : quoted(value);

/** The same parameters but one, set or (undefined) taken away. */
export function withParam(params: Params, name: string, value: string | undefined): Params {
  const changed = new Map(params);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}
