/**
 * PASSporT (RFC 8225): who calls whom, and when, signed by whoever vouches for the caller's number.
 * Read here, both in full and in the compact form of SIP; believed only by `vouching.ts`.
 */
import { base64Url, fromBase64Url, fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { SignedIdentity } from "#sip/headers/identity.ts";

/** A party of the call: a number (digits alone, E.164 without `+`), or a URI. */
export type Named = { readonly tn: string } | { readonly uri: string };

export interface Passport {
  readonly ppt?: string;
  /** Where the certificate is. */
  readonly x5u: string;
  readonly orig: Named;
  readonly dest: readonly Named[];
  /** Seconds since 1970. */
  readonly iat: number;
  /** RFC 8588 §4: how surely; only with `shaken`. */
  readonly attest?: "A" | "B" | "C";
  /** RFC 8588 §5: whose customer or gateway, in the signer's own terms. */
  readonly origid?: string;
  /** Exactly the bytes that the signature is over. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** What the message itself says: of it a compact form's PASSporT is made again (RFC 8224 §4.1). */
export interface SaidInMessage {
  /** Digits alone. */
  readonly caller?: string | undefined;
  readonly called?: string | undefined;
  /** Of the Date header: seconds since 1970. */
  readonly date?: number | undefined;
}

const shaken = "shaken";
/** Others are for other ends (`rcd`, `rph`) or other legs of the call (`div`), and say nothing to us. */
export const isOfUse = ({ ppt }: SignedIdentity): boolean => ppt === undefined || ppt === shaken;

const malformed = (detail: string): Result<never> => fail("identity.malformed", detail);

export function readPassport(from: SignedIdentity, said: SaidInMessage): Result<Passport> {
  if (!isOfUse(from)) return fail("identity.extension", from.ppt ?? "");
  if (from.alg !== undefined && from.alg !== "ES256") return fail("identity.algorithm", from.alg);
  const whole = from.header === "" ? rebuilt(from, said) : ok(from);
  if (!whole.ok) return whole;
  const { header, claims } = whole.value;
  const signature = fromBase64Url(from.signature);
  if (signature?.length !== 64) return malformed("the signature is not 64 bytes");
  const head = readHeader(jsonOf(header), from);
  const body = readClaims(jsonOf(claims), from.ppt);
  if (!head.ok) return head;
  if (!body.ok) return body;
  return ok({ ...body.value, ...head.value, signed: utf8(`${header}.${claims}`), signature });
}

/** RFC 8224 §4.1.1; what `shaken` adds cannot be guessed, so that it is never compact (RFC 8588 §7). */
function rebuilt({ ppt, info }: SignedIdentity, { caller, called, date }: SaidInMessage) {
  if (ppt !== undefined) return malformed(`${ppt} in compact form`);
  if (date === undefined) return malformed("compact form without a Date");
  if (!caller || !called) return malformed("compact form between what are no numbers");
  return ok({
    header: encoded({ alg: "ES256", typ: "passport", x5u: info }),
    claims: encoded({ dest: { tn: [called] }, iat: date, orig: { tn: caller } }),
  });
}

/** Written so that the keys stand in order, as RFC 8225 §9 wants. */
const encoded = (value: object): string => base64Url(utf8(JSON.stringify(value)));

type Json = Readonly<Record<string, unknown>>;

function jsonOf(text: string): Json | undefined {
  const bytes = fromBase64Url(text);
  try {
    const value: unknown = bytes && JSON.parse(fromUtf8(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys that a header brings itself (`jwk`, `x5c`, `kid`) are not looked at: the certificate is at `info`, or nowhere. */
function readHeader(
  header: Json | undefined,
  { info, ppt }: SignedIdentity,
): Result<Pick<Passport, "x5u" | "ppt">> {
  if (!header) return malformed("no JSON header");
  if (header["alg"] !== "ES256")
    return fail("identity.algorithm", String(header["alg"]).slice(0, 20));
  if (header["crit"] !== undefined) return fail("identity.extension", "crit");
  if (header["typ"] !== "passport") return malformed("typ is not passport");
  if (header["x5u"] !== info) return malformed("x5u is not info");
  if (header["ppt"] !== ppt) return malformed("ppt is not that of the header line");
  return ok({ x5u: info, ...(ppt !== undefined && { ppt }) });
}

type Claims = Pick<Passport, "orig" | "dest" | "iat" | "attest" | "origid">;

function readClaims(claims: Json | undefined, ppt: string | undefined): Result<Claims> {
  const { orig, dest, iat, attest, origid } = claims ?? {};
  const caller = isRecord(orig) ? oneNamed(orig) : undefined;
  const called = (isRecord(dest) && allNamed(dest)) || [];
  if (!caller || called.length === 0) return malformed("no orig or no dest");
  if (typeof iat !== "number" || !Number.isSafeInteger(iat)) return malformed("iat is no time");
  const base = { orig: caller, dest: called, iat };
  if (ppt !== shaken) return ok(base);
  if (!isLevel(attest)) return malformed("attest is not A, B or C");
  if (typeof origid !== "string" || origid.length > 255) return malformed("no origid");
  return ok({ ...base, attest, origid });
}

const isLevel = (value: unknown): value is "A" | "B" | "C" =>
  value === "A" || value === "B" || value === "C";

function oneNamed({ tn, uri }: Json): Named | undefined {
  if (typeof tn === "string" && uri === undefined) return number(tn);
  return typeof uri === "string" && tn === undefined ? { uri } : undefined;
}

const most = 50;

function allNamed({ tn = [], uri = [] }: Json): readonly Named[] | undefined {
  if (!isTexts(tn) || !isTexts(uri) || tn.length + uri.length > most) return undefined;
  const numbers = tn.flatMap((text) => number(text) ?? []);
  return [...numbers, ...uri.map((text) => ({ uri: text }))];
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** RFC 8224 §8.3 wants digits alone; a `+` before them, as some write it, means no other number. */
function number(text: string): Named | undefined {
  const tn = /^\+?([0-9*#]{1,20})$/.exec(text)?.[1];
  return tn === undefined ? undefined : { tn };
}
