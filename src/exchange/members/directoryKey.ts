import type { Signer } from "#kit/jws.ts";
import { ok, type Result } from "#kit/result.ts";
import type { World } from "#world/world.ts";

/** What the exchange signs its directory with: one seed in a file, made at the first start. */
const file = "keys/directory.key";
const seedBytes = 32;

/** `kept` says whether it will be the same at the next start; members who pinned it take no other. */
export async function openDirectoryKey({
  files,
  random,
  crypto,
}: Pick<World, "files" | "random" | "crypto">): Promise<readonly [Signer, kept: Result<void>]> {
  const read = await files.read(file);
  if (read.ok && read.value.length === seedBytes)
    return [crypto.ed25519Key(read.value), ok(undefined)];
  const seed = random(seedBytes);
  const isLost = read.ok || read.problem.code === "files.missing";
  return [crypto.ed25519Key(seed), isLost ? await files.write(file, seed) : read];
}
