import { type AuthValue, authHeader, isDigest } from "#sip/auth/authValue.ts";
import { type Algorithm, algorithmOf } from "#sip/auth/digest.ts";
import type { HeaderLine } from "#sip/message/message.ts";

/** What a user agent server (401) or a proxy (407) asks for (RFC 3261 §20.44, §20.27). */
export const WWWAuthenticate = authHeader("WWW-Authenticate", "challenge");
export const ProxyAuthenticate = authHeader("Proxy-Authenticate", "challenge");

/** A digest challenge in an algorithm we speak. Plain data: it may be kept and answered again. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  readonly algorithm: Algorithm;
  /** Offers qop `auth`; without, the old form of RFC 2069 is answered. */
  readonly qopAuth: boolean;
  /** The last answer was right but its nonce is too old. */
  readonly stale: boolean;
}

/** Undefined for another scheme, an algorithm we do not know, or one that wants qop `auth-int` alone. */
export function challengeFrom(value: AuthValue): Challenge | undefined {
  const { params } = value;
  const [realm, nonce, opaque, qop] = [
    params.get("realm"),
    params.get("nonce"),
    params.get("opaque"),
    params.get("qop"),
  ];
  const algorithm = algorithmOf(params.get("algorithm"));
  if (!isDigest(value) || realm === undefined || !nonce || algorithm === undefined)
    return undefined;
  const qopAuth = /(^|,)\s*auth\s*(,|$)/i.test(qop ?? "");
  if (qop !== undefined && !qopAuth) return undefined;
  const stale = params.get("stale")?.toLowerCase() === "true";
  return { realm, nonce, ...(opaque === undefined ? {} : { opaque }), algorithm, qopAuth, stale };
}

/** What a server of ours asks with. */
export interface Asking {
  readonly realm: string;
  /** From `makeNonce`. */
  readonly nonce: string;
  readonly stale?: boolean;
  /** 407 instead of 401. */
  readonly asProxy?: boolean;
  /** Preferred first. */
  readonly algorithms?: readonly Algorithm[];
}

/** The challenges of a 401 or 407: one line an algorithm, the strongest first (RFC 8760 §2.3). */
export function challengeLines({
  realm,
  nonce,
  stale = false,
  asProxy = false,
  algorithms = ["SHA-256", "MD5"],
}: Asking): readonly HeaderLine[] {
  const type = asProxy ? ProxyAuthenticate : WWWAuthenticate;
  return algorithms.map((algorithm) => {
    const params = new Map([
      ["realm", realm],
      ["nonce", nonce],
      ["algorithm", algorithm],
      ["qop", "auth"],
      ...(stale ? [["stale", "true"] as const] : []),
    ]);
    return { name: type.name, text: type.format([{ scheme: "Digest", params }]) };
  });
}
