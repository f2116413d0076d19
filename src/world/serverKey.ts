import { hex } from "#kit/bytes.ts";
import type { Problem } from "#kit/problem.ts";
import type { HmacKey } from "#world/crypto.ts";
import type { World } from "#world/world.ts";

/** A secret of this server's own, made at its first start: what it signs, only it could have. */
export interface ServerKey {
  readonly key: HmacKey;
  /** A name that nobody can guess, the same at every start. */
  nameFor(what: string): string;
}

const file = "keys/server.key";
const length = 32;

/** Kept beneath the data folder. When that cannot be, one for this run alone, and the trouble with it. */
export async function serverKey({
  files,
  random,
  crypto,
}: Pick<World, "files" | "random" | "crypto">): Promise<readonly [ServerKey, Problem | undefined]> {
  const kept = await files.read(file);
  if (kept.ok && kept.value.length === length)
    return [serverKeyOf(crypto.hmacKey(kept.value)), undefined];
  const made = random(length);
  const written = await files.write(file, made);
  return [serverKeyOf(crypto.hmacKey(made)), written.ok ? undefined : written.problem];
}

export const serverKeyOf = (key: HmacKey): ServerKey => ({
  key,
  nameFor: (what) => hex(key.sign(`name ${what}`).subarray(0, 10)),
});
