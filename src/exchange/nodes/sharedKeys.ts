import type { Drawer } from "#exchange/store/drawer.ts";
import { base64Url, fromBase64Url } from "#kit/bytes.ts";
import type { Signer } from "#kit/jws.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { type ServerKey, serverKeyOf } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

const bytes = 32;

/** What all nodes sign with: nonces, flow tokens and loop marks by one key, the members' directory by another. */
export async function sharedKeys(
  drawer: Drawer,
  { random, crypto }: Pick<World, "random" | "crypto">,
): Promise<Result<{ readonly key: ServerKey; readonly signer: Signer }>> {
  const server = await sharedKey(drawer, "server", random(bytes));
  const directory = await sharedKey(drawer, "directory", random(bytes));
  if (!server.ok) return server;
  if (!directory.ok) return directory;
  const key = serverKeyOf(crypto.hmacKey(server.value));
  return ok({ key, signer: crypto.ed25519Key(directory.value) });
}

/** The one that is there; else `made`, unless another node is quicker. */
async function sharedKey(
  drawer: Drawer,
  name: string,
  made: Uint8Array,
): Promise<Result<Uint8Array>> {
  const found = await drawer.get(name);
  if (!found.ok) return found;
  if (found.value === undefined) {
    const kept = await drawer.swap(name, base64Url(made), undefined);
    if (kept.ok) return ok(made);
    return kept.problem.code === "store.conflict" ? sharedKey(drawer, name, made) : kept;
  }
  const key = fromBase64Url(found.value);
  return key?.length === bytes ? ok(key) : fail("store.badKey", `the key ${name} is none`);
}
