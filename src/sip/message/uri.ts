import { fail, ok, type Result } from "#kit/result.ts";
import { escaped, unescaped } from "#sip/message/escape.ts";
import { mostParams } from "#sip/message/limits.ts";

/** A SIP, SIPS or tel URI as a value (RFC 3261 §19.1, RFC 3966). Host in lower case, without brackets. */
export interface SipUri {
  readonly scheme: "sip" | "sips" | "tel";
  /** Unescaped; for tel the number without visual separators. */
  readonly user?: string;
  readonly password?: string;
  /** Empty for tel. */
  readonly host: string;
  readonly port?: number;
  /** Names in lower case; a parameter without a value maps to "". */
  readonly params: ReadonlyMap<string, string>;
  /** What stands behind the question mark, unescaped. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const noParams: ReadonlyMap<string, string> = new Map();
const noHeaders: SipUri["headers"] = [];

/** A URI from its parts. */
export const sipUri = (parts: Partial<SipUri> & Pick<SipUri, "host">): SipUri => ({
  scheme: "sip",
  params: noParams,
  headers: noHeaders,
  ...parts,
});

/** Fails with `sip.unknownScheme` for another scheme's URI (a 416), with `sip.badUri` for none at all. */
export function parseUri(text: string): Result<SipUri> {
  const scheme = text.slice(0, text.indexOf(":")).toLowerCase();
  const rest = text.slice(scheme.length + 1);
  const value =
    scheme === "sip" || scheme === "sips"
      ? sipParts(scheme, rest)
      : scheme === "tel"
        ? telParts(rest)
        : undefined;
  if (value !== undefined) return ok(value);
  const isOther = scheme !== "sip" && scheme !== "sips" && scheme !== "tel";
  return isOther && /^[a-z][a-z\d+.-]*$/.test(scheme) && !/[\s<>"]/.test(rest)
    ? fail("sip.unknownScheme", scheme)
    : fail("sip.badUri", text.slice(0, 80));
}

/** What may stand in a URI at all (§25.1), and so no blanks, brackets <> or quotes. */
const uriChars = /^[\w.!~*'()%&=+$,;?/:@[\]-]+$/;

function sipParts(scheme: "sip" | "sips", rest: string): SipUri | undefined {
  if (!uriChars.test(rest)) return undefined;
  const at = rest.indexOf("@");
  if (at === 0 || rest.indexOf("@", at + 1) >= 0) return undefined;
  const login = at < 0 ? {} : loginParts(rest.slice(0, at));
  const question = rest.indexOf("?", at + 1);
  const place = rest.slice(at + 1, question < 0 ? undefined : question);
  const semicolon = place.indexOf(";");
  const where = hostPort(semicolon < 0 ? place : place.slice(0, semicolon));
  const params = semicolon < 0 ? noParams : uriParams(place.slice(semicolon + 1));
  const headers = question < 0 ? noHeaders : uriHeaders(rest.slice(question + 1));
  if (login === undefined || where === undefined || params === undefined || headers === undefined)
    return undefined;
  return { scheme, ...login, ...where, params, headers };
}

function loginParts(text: string): Pick<SipUri, "user" | "password"> | undefined {
  const colon = text.indexOf(":");
  const user = unescaped(colon < 0 ? text : text.slice(0, colon));
  if (user === undefined || user === "" || /[[\]]/.test(text)) return undefined;
  if (colon < 0) return { user };
  const password = unescaped(text.slice(colon + 1));
  return password === undefined ? undefined : { user, password };
}

/** `host`, `host:port` or `[v6]:port`, as in a URI, a Via or a setting; host in lower case without brackets. */
export function hostPort(text: string): Pick<SipUri, "host" | "port"> | undefined {
  const found = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?:\s*:\s*(\d{1,5}))?$/i.exec(text);
  const host = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (host === undefined || (found?.[1] !== undefined && !isIpv6(host))) return undefined;
  if (found?.[3] === undefined) return { host };
  const port = Number(found[3]);
  return port > 65_535 ? undefined : { host, port };
}

/** Close enough: at most eight groups, one gap, an IPv4 tail (RFC 5954). */
function isIpv6(text: string): boolean {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return false;
  const groups = [...head.split(":"), ...(tail ?? "").split(":")].filter((group) => group !== "");
  const last = groups.at(-1) ?? "";
  const four = /^\d{1,3}(\.\d{1,3}){3}$/.test(last);
  const count = groups.length + (four ? 1 : 0);
  const plain = four ? groups.slice(0, -1) : groups;
  const allFilled = !/^:[^:]|[^:]:$/.test(text);
  const right = tail === undefined ? count === 8 : count < 8;
  return right && allFilled && plain.every((group) => /^[\da-f]{1,4}$/.test(group));
}

/** Brackets around an IPv6 address. */
export const formatHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

function uriParams(text: string): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  const parts = text.split(";", mostParams + 1);
  if (parts.length > mostParams) return undefined;
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = unescaped(equals < 0 ? part : part.slice(0, equals))?.toLowerCase();
    const value = equals < 0 ? "" : unescaped(part.slice(equals + 1));
    if (name === "" && parts.length > 1) continue; // `;;` harms nobody
    if (!name || value === undefined || params.has(name)) return undefined; // §19.1.1: once each
    params.set(name, value);
  }
  return params;
}

function uriHeaders(text: string): SipUri["headers"] | undefined {
  const headers: [string, string][] = [];
  const parts = text.split("&", mostParams + 1);
  if (parts.length > mostParams) return undefined;
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = unescaped(part.slice(0, Math.max(equals, 0)));
    const value = unescaped(part.slice(equals + 1));
    if (!name || value === undefined) return undefined;
    headers.push([name, value]);
  }
  return headers;
}

/** RFC 3966 §3: a global number, or a local one (which should carry phone-context). */
function telParts(rest: string): SipUri | undefined {
  const semicolon = rest.indexOf(";");
  const number = semicolon < 0 ? rest : rest.slice(0, semicolon);
  const user = number.replace(/[-.()]/g, "");
  if (!/^(\+\d+|[\da-f*#]+)$/i.test(user) || !uriChars.test(rest.replaceAll("#", "")))
    return undefined;
  const params = semicolon < 0 ? noParams : uriParams(rest.slice(semicolon + 1));
  return params && { scheme: "tel", user, host: "", params, headers: noHeaders };
}

export function formatUri(uri: SipUri): string {
  const params = formatUriParams(uri.params);
  if (uri.scheme === "tel") return `tel:${uri.user ?? ""}${params}`;
  const password = uri.password === undefined ? "" : `:${escaped(uri.password, "&=+$,")}`;
  const login = uri.user === undefined ? "" : `${escaped(uri.user, "&=+$,;?/")}${password}@`;
  const port = uri.port === undefined ? "" : `:${uri.port}`;
  return `${uri.scheme}:${login}${formatHost(uri.host)}${port}${params}${formatUriHeaders(uri)}`;
}

const escapedParam = (text: string): string => escaped(text, "[]/:&+$");

function formatUriParams(params: ReadonlyMap<string, string>): string {
  let text = "";
  for (const [name, value] of params)
    text += `;${escapedParam(name)}${value === "" ? "" : `=${escapedParam(value)}`}`;
  return text;
}

const formatUriHeaders = ({ headers }: SipUri): string =>
  headers
    .map(([name, value], i) => {
      const pair = `${escaped(name, "[]/?:+$")}=${escaped(value, "[]/?:+$")}`;
      return `${i === 0 ? "?" : "&"}${pair}`;
    })
    .join("");
