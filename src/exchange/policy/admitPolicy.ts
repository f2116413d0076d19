import { base64Url } from "#kit/bytes.ts";
import { momentOf } from "#kit/calendar.ts";
import { isDeeper } from "#kit/depth.ts";
import { readJws } from "#kit/jws.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import { type Policy, policyDocument } from "#telephony/policy/policy.ts";
import { leadsTo } from "#telephony/policy/rotation.ts";
import type { Crypto } from "#world/crypto.ts";

/** exchange/policy: what each user has set for their own calls. This file: whether a document is the user's. */
export interface HeldPolicy {
  /** The key of the user's server, pinned when it first came or named by the one before: base64url of its 32 bytes. */
  readonly key: string;
  /** Exactly what was signed. */
  readonly jws: string;
}

export interface AdmissionFacts {
  readonly crypto: Pick<Crypto, "ed25519Verifies">;
  readonly now: WallTime;
  readonly held: HeldPolicy | undefined;
  /** Whether that address is the one user who has proved to be it. */
  readonly isUser: (address: string) => boolean;
}

const at = (text: string): number => momentOf(text) ?? 0;

/** A clock may go wrong that much. */
const ahead = 5 * 60_000;
const longest = 366 * 24 * 3600_000;
const deepest = 100;

/** Signed by the user's own server, about this user, of now, and no older than what is held. */
export function admitPolicy(
  jws: string,
  facts: AdmissionFacts,
): Result<readonly [HeldPolicy, Policy]> {
  const { now, held, isUser } = facts;
  const read = readJws(jws);
  if (!read.ok) return read;
  const { publicKey, payload, signed, signature } = read.value;
  if (!facts.crypto.ed25519Verifies(publicKey, signed, signature))
    return fail("policy.badSignature", "the signature does not fit");
  if (isDeeper(payload, deepest)) return fail("policy.malformed", "nests too deep");
  const parsed = policyDocument.safeParse(payload);
  if (!parsed.success)
    return fail("policy.malformed", parsed.error.issues[0]?.path.join("/") ?? "no policy");
  const policy = parsed.data;
  const key = base64Url(publicKey);
  if (held !== undefined && !isSuccessor(held, key, policy, facts))
    return fail("policy.otherKey", "signed by another server than the one that joined");
  const trouble = isUser(policy.user)
    ? untimely(policy, held && policyIn(held), now)
    : problem("policy.otherUser", "is about somebody else");
  return trouble === undefined ? ok([{ key, jws }, policy]) : failWith(trouble);
}

/** The key that is pinned, or one that it has named to come after it. */
const isSuccessor = (
  held: HeldPolicy,
  key: string,
  { rotations = [] }: Policy,
  facts: AdmissionFacts,
): boolean =>
  leadsTo([held.key, key], rotations, (...signed) => facts.crypto.ed25519Verifies(...signed));

function untimely(policy: Policy, before: Policy | undefined, now: WallTime): Problem | undefined {
  const [issued, expires] = [at(policy.issued), at(policy.expires)];
  if (issued > now + ahead) return problem("policy.early", "is of tomorrow");
  if (expires <= now || expires > now + longest) return problem("policy.over", "has expired");
  if (before === undefined || policy.version > before.version) return undefined;
  const isAgain = policy.version === before.version && issued >= at(before.issued);
  return isAgain ? undefined : problem("policy.old", `version ${before.version} is held`);
}

/** Of a document that was admitted before; undefined when it can no longer be read. */
export function policyIn({ jws }: HeldPolicy): Policy | undefined {
  const read = readJws(jws);
  return read.ok ? policyDocument.safeParse(read.value.payload).data : undefined;
}
