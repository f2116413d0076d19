import { type AuthValue, authHeader, isDigest } from "#sip/auth/authValue.ts";
import { type Algorithm, algorithmOf } from "#sip/auth/digest.ts";

/** What a user agent answers a 401 or 407 with (RFC 3261 §20.7, §20.28). */
export const Authorization = authHeader("Authorization", "credentials");
export const ProxyAuthorization = authHeader("Proxy-Authorization", "credentials");

/** Digest credentials (RFC 7616 §3.4). */
export interface Credentials {
  readonly user: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: Algorithm;
  readonly opaque?: string | undefined;
  readonly cnonce?: string | undefined;
  /** `count` as written: eight hexadecimal digits. Absent in the old form of RFC 2069. */
  readonly qop?: { readonly name: string; readonly count: string; readonly cnonce: string };
}

/** Undefined for another scheme, an unknown algorithm, or when something needed is missing. */
export function credentialsFrom(value: AuthValue): Credentials | undefined {
  const get = (name: string): string | undefined => value.params.get(name);
  const [user, realm, nonce] = [get("username"), get("realm"), get("nonce")];
  const [uri, response, algorithm] = [get("uri"), get("response"), algorithmOf(get("algorithm"))];
  const all = [user, realm, nonce, uri, response, algorithm];
  if (!isDigest(value) || all.includes(undefined)) return undefined;
  const qop = qopFrom(value);
  if (qop === undefined) return undefined;
  return {
    user: user ?? "",
    realm: realm ?? "",
    nonce: nonce ?? "",
    uri: uri ?? "",
    response: (response ?? "").toLowerCase(),
    algorithm: algorithm ?? "MD5",
    opaque: get("opaque"),
    cnonce: get("cnonce"),
    ...(qop === "none" ? {} : { qop }),
  };
}

/** A qop needs its count and cnonce (RFC 7616 §3.4). */
function qopFrom({ params }: AuthValue): Credentials["qop"] | "none" | undefined {
  const [name, count, cnonce] = [params.get("qop"), params.get("nc"), params.get("cnonce")];
  if (name === undefined) return "none";
  if (count === undefined || cnonce === undefined) return undefined;
  return /^[\da-f]{8}$/i.test(count) && name.toLowerCase() === "auth"
    ? { name, count, cnonce }
    : undefined;
}

/** As a header value; parameters in the order most implementations write them. */
export function credentialsValue(credentials: Credentials): AuthValue {
  const { user, realm, nonce, uri, response, algorithm, opaque, qop, cnonce } = credentials;
  const params = new Map([
    ["username", user],
    ["realm", realm],
    ["nonce", nonce],
    ["uri", uri],
    ["response", response],
    ["algorithm", algorithm],
  ]);
  if (opaque !== undefined) params.set("opaque", opaque);
  if (qop !== undefined) params.set("qop", qop.name).set("nc", qop.count);
  const nonceOfOurs = qop?.cnonce ?? cnonce;
  if (nonceOfOurs !== undefined) params.set("cnonce", nonceOfOurs);
  return { scheme: "Digest", params };
}
