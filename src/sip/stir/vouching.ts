/**
 * Whether a PASSporT vouches for this call (RFC 8224 §6.2): it speaks of it, it is of now, and whoever
 * signed it may speak for the number, by a certificate that one of the trusted authorities stands behind.
 */
import { onlyValue, readDer, wholeNumberIn } from "#kit/der.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { type Millis, seconds, type WallTime } from "#kit/time.ts";
import type { Named, Passport } from "#sip/stir/passport.ts";
import { readTnAuthList, speaksFor, tnAuthListOid } from "#sip/stir/tnAuthList.ts";
import type { Certificate } from "#world/certificates.ts";

/** The call as the message has it: each party by all its names. */
export interface CallAsSaid {
  readonly at: WallTime;
  readonly caller: readonly Named[];
  readonly called: readonly Named[];
}

/** RFC 8224 §4.1 step 4: older ones may have been recorded in another call. */
export const freshFor: Millis = seconds(60);

/** What it says of the call, beside what the call is. */
export function unlike(
  passport: Passport,
  { at, caller, called }: CallAsSaid,
): Problem | undefined {
  const age = at - passport.iat * 1000;
  if (Math.abs(age) > freshFor)
    return problem("identity.stale", `signed ${Math.round(age / 1000)} s ago`);
  if (!caller.some((one) => isSame(one, passport.orig)))
    return problem("identity.otherCaller", "it is signed for another caller");
  if (!called.some((one) => passport.dest.some((other) => isSame(one, other))))
    return problem("identity.otherCalled", "it is signed for a call to somebody else");
  return undefined;
}

const isSame = (a: Named, b: Named): boolean =>
  "tn" in a
    ? "tn" in b && a.tn === b.tn
    : "uri" in b && a.uri.toLowerCase() === b.uri.toLowerCase();

/** `chain`: the signer's certificate, then those between it and an authority, as they were fetched. */
export function distrusted(
  passport: Passport,
  chain: readonly Certificate[],
  { authorities, at }: { readonly authorities: readonly Certificate[]; readonly at: WallTime },
): Problem | undefined {
  const [leaf, ...between] = chain;
  const path = leaf && pathFrom(leaf, between.slice(0, longestPath), authorities);
  if (!path) return problem("identity.untrusted", "no trusted authority stands behind it");
  return (
    path.map((one, i) => flawOf(one, i, at)).find((flaw) => flaw !== undefined) ??
    beyondScope(passport.orig, path) ??
    (leaf.verifiesEs256(passport.signed, passport.signature)
      ? undefined
      : problem("identity.forged", "the signature is not of that key"))
  );
}

const longestPath = 8;

/** From the signer to a trusted authority, both included. */
function pathFrom(
  leaf: Certificate,
  between: readonly Certificate[],
  authorities: readonly Certificate[],
): readonly Certificate[] | undefined {
  const path = [leaf];
  const left = new Set(between);
  for (let last = leaf; ; ) {
    const end = authorities.find((one) => last.isSignedBy(one));
    if (end) return [...path, end];
    const next = [...left].find((one) => one.isAuthority && last.isSignedBy(one));
    if (!next) return undefined;
    left.delete(next);
    path.push(next);
    last = next;
  }
}

/** RFC 5280 §6.1: in time, nothing critical that we do not know, and made for what it does here. */
function flawOf(one: Certificate, nth: number, at: WallTime): Problem | undefined {
  if (at < one.validFrom || at > one.validTo) return problem("identity.expired", one.subject);
  const unknown = one.extensions.find(({ critical, oid }) => critical && !knownExtensions.has(oid));
  const isMadeForIt = nth === 0 ? !one.isAuthority && may(one, signs) : isAuthorityFor(one, nth);
  return unknown || !isMadeForIt
    ? problem("identity.untrusted", `${one.subject} is not made for this`)
    : undefined;
}

const [basicConstraints, keyUsage] = ["2.5.29.19", "2.5.29.15"];
const certificatePolicies = "2.5.29.32";
const knownExtensions = new Set([basicConstraints, keyUsage, certificatePolicies, tnAuthListOid]);

const [sequence, integer, bits] = [0x30, 2, 3];
/** Bits of KeyUsage, as they lie in its first octet. */
const [signs, signsCertificates] = [0x80, 0x04];

const extension = (one: Certificate, oid: string): Uint8Array | undefined =>
  one.extensions.find((it) => it.oid === oid)?.value;

function may(one: Certificate, use: number): boolean {
  const value = extension(one, keyUsage);
  const [, first = 0] = (value && onlyValue(value, bits)) ?? [];
  return value === undefined || (first & use) !== 0;
}

/** `nth`: how many certificates are below it, the signer's own among them. */
function isAuthorityFor(one: Certificate, nth: number): boolean {
  const value = extension(one, basicConstraints);
  const parts = readDer((value && onlyValue(value, sequence)) ?? new Uint8Array()) ?? [];
  const length = parts.find(({ tag }) => tag === integer)?.content;
  const most = length === undefined ? Number.POSITIVE_INFINITY : (wholeNumberIn(length) ?? 0);
  return one.isAuthority && may(one, signsCertificates) && nth - 1 <= most;
}

/** RFC 8226 §9: the signer must have a list; who has none above it may hand out any number. */
function beyondScope(orig: Named, path: readonly Certificate[]): Problem | undefined {
  for (const [nth, one] of path.entries()) {
    const value = extension(one, tnAuthListOid);
    if (value === undefined && nth > 0) continue;
    const list = value && readTnAuthList(value);
    if (!list || !("tn" in orig) || !speaksFor(list, orig.tn))
      return problem("identity.scope", `${one.subject} may not speak for that number`);
  }
  return undefined;
}

/** RFC 8224 §6.2.2, for an owner who wants such calls refused; without a Problem: nobody vouches at all. */
export const statusFor = (trouble: string | undefined): number =>
  trouble === undefined ? 428 : (statuses[trouble] ?? 438);

const statuses: Readonly<Record<string, number>> = {
  "identity.stale": 403,
  "identity.unreachable": 436,
  "identity.late": 436,
  "identity.untrusted": 437,
  "identity.expired": 437,
  "identity.scope": 437,
  "identity.algorithm": 437,
};
