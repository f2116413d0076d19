import type { WallTime } from "#kit/time.ts";
import {
  Authorization,
  type Credentials,
  credentialsFrom,
  ProxyAuthorization,
} from "#sip/auth/credentials.ts";
import { type DigestSecrets, digestResponse, secretFor } from "#sip/auth/digest.ts";
import { type NonceUses, nonceLife, nonceMade } from "#sip/auth/nonce.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Crypto, HmacKey } from "#world/crypto.ts";

/** What checking takes from outside. */
export interface CheckingFacts {
  readonly crypto: Crypto;
  readonly key: HmacKey;
  readonly now: WallTime;
  readonly realm: string;
  /** The secrets of a user of this realm; undefined for nobody. */
  readonly secretsOf: (user: string) => DigestSecrets | undefined;
  readonly uses: NonceUses;
  /** Looks at Proxy-Authorization. */
  readonly asProxy?: boolean;
}

export type Checked =
  | { readonly on: "right"; readonly user: string }
  /** Nothing for this realm, or nothing we can read: ask. */
  | { readonly on: "none" }
  /** The password is right, the nonce too old, used before or not ours: ask again with stale=true. */
  | { readonly on: "stale"; readonly user: string }
  /** Wrong password or unknown user, which look and last the same. */
  | { readonly on: "wrong"; readonly user: string };

/** Checks the digest credentials of a request (RFC 3261 §22.4, RFC 7616 §3.4, §5). */
export function checkCredentials(request: SipRequest, facts: CheckingFacts): Checked {
  const given = credentialsFor(request, facts);
  if (given === undefined) return { on: "none" };
  const hashes = facts.crypto;
  const { key, now, uses } = facts;
  const secrets = facts.secretsOf(given.user);
  const expected = digestResponse(hashes, {
    ...given,
    secret: secretFor(given.algorithm, secrets ?? nobody),
    method: request.method,
  });
  const made = nonceMade(key, given.nonce, hashes.same);
  const matches = hashes.same(expected, given.response);
  const { user } = given;
  if (!matches || secrets === undefined) return { on: "wrong", user };
  // RFC 7616 §3.3: right for a nonce that is not valid, perhaps of before our restart, is stale
  if (made === undefined || now - made > nonceLife || made > now) return { on: "stale", user };
  return isFresh(given, { uses, made, now }) ? { on: "right", user } : { on: "stale", user };
}

/** Hashed for a user nobody knows, so that the work is the same. */
const nobody: DigestSecrets = { md5: "0".repeat(32), sha256: "0".repeat(64) };

function credentialsFor(request: SipRequest, facts: CheckingFacts): Credentials | undefined {
  const values = request.get(facts.asProxy ? ProxyAuthorization : Authorization);
  for (const value of values.ok ? (values.value ?? []) : []) {
    const credentials = credentialsFrom(value);
    if (credentials?.realm === facts.realm) return credentials;
  }
  return undefined;
}

/** Without qop there is no count, so each nonce is good for one request: nothing else stops a replay (RFC 2617 §4.5). */
const isFresh = (
  { qop, nonce }: Credentials,
  { uses, ...use }: Pick<CheckingFacts, "uses" | "now"> & { readonly made: WallTime },
): boolean => uses.takes(nonce, { ...use, count: Number.parseInt(qop?.count ?? "1", 16) });
