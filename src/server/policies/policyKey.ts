/**
 * The key that signs what exchanges are told, in one file with the words by which it came after
 * those before it: both are written at once or not at all.
 */
import { concat, fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Signer } from "#kit/jws.ts";
import { ok, type Result } from "#kit/result.ts";
import { mostRotations, signRotation } from "#telephony/policy/rotation.ts";
import type { World } from "#world/world.ts";

export interface PolicyKey {
  readonly signer: Signer;
  /** Oldest first: see `telephony/policy/rotation.ts`. */
  readonly rotations: readonly string[];
}

type Means = Pick<World, "files" | "random" | "crypto">;

const file = "keys/policy.key";
/** Of the file: the key's seed; behind it, a line each, the rotations. */
const seedBytes = 32;

/** The one that is kept, or a new one. `kept` says whether it will be the same at the next start. */
export async function openPolicyKey(
  means: Means,
): Promise<readonly [PolicyKey, kept: Result<void>]> {
  const read = await means.files.read(file);
  if (read.ok && read.value.length >= seedBytes) return [keyIn(read.value, means), ok(undefined)];
  const seed = means.random(seedBytes);
  const written = await means.files.write(file, seed);
  return [keyIn(seed, means), written];
}

/** A new one, which that one has named. Fails, and nothing has changed, when it cannot be kept. */
export async function nextPolicyKey(
  { signer, rotations }: PolicyKey,
  issued: string,
  means: Means,
): Promise<Result<PolicyKey>> {
  const seed = means.random(seedBytes);
  const named = signRotation(signer, means.crypto.ed25519Key(seed), issued);
  const all = [...rotations, named].slice(-mostRotations);
  const bytes = concat([seed, utf8(all.map((one) => `${one}\n`).join(""))]);
  const written = await means.files.write(file, bytes);
  return written.ok ? ok(keyIn(bytes, means)) : written;
}

const keyIn = (bytes: Uint8Array, { crypto }: Means): PolicyKey => ({
  signer: crypto.ed25519Key(bytes.slice(0, seedBytes)),
  rotations: fromUtf8(bytes.subarray(seedBytes))
    .split("\n")
    .filter((one) => one !== ""),
});
