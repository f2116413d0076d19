/** By which push services know that it is always the same server that sends (RFC 8292). */
import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { base64Url, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { World } from "#world/world.ts";

/** Made once and used often. */
export interface VapidKey {
  /** 65 bytes, uncompressed, in base64url: browsers subscribe with it. */
  readonly publicKey: string;
  readonly key: KeyObject;
}

const file = "keys/push.key";
const length = 32;
/** Seconds; RFC 8292 §2 allows a day, and clocks differ. */
const validFor = 12 * 3600;

/** Kept beneath the data folder. With one for this run alone every subscription would be lost with it: `push.noKey`. */
export async function vapidKey({
  files,
  random,
}: Pick<World, "files" | "random">): Promise<Result<VapidKey>> {
  const kept = await files.read(file);
  if (kept.ok && kept.value.length === length) return keyOf(kept.value);
  if (kept.ok || kept.problem.code !== "files.missing")
    return fail("push.noKey", `${file} cannot be read`);
  const made = random(length);
  const written = await files.write(file, made);
  return written.ok ? keyOf(made) : fail("push.noKey", written.problem.detail);
}

/** From the 32 secret bytes of a P-256 key. */
export function keyOf(secret: Uint8Array): Result<VapidKey> {
  try {
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(secret);
    const point = new Uint8Array(pair.getPublicKey());
    const [x, y] = [base64Url(point.subarray(1, 33)), base64Url(point.subarray(33))];
    const jwk = { kty: "EC", crv: "P-256", d: base64Url(secret), x, y };
    return ok({
      publicKey: base64Url(point),
      key: createPrivateKey({ key: jwk, format: "jwk" }),
    });
  } catch {
    return fail("push.noKey", "that is no key of P-256");
  }
}

/** The `Authorization` of a push (RFC 8292 §3). `contact`: an `https:` or `mailto:` URI. */
export function vapidHeader(
  { publicKey, key }: VapidKey,
  { endpoint, contact, now }: { endpoint: string; contact: string; now: WallTime },
): string {
  const exp = Math.floor(now / 1000) + validFor;
  const claims = { aud: new URL(endpoint).origin, exp, sub: contact };
  const parts = [{ typ: "JWT", alg: "ES256" }, claims].map((part) =>
    base64Url(utf8(JSON.stringify(part))),
  );
  const said = parts.join(".");
  const signature = sign("sha256", utf8(said), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${said}.${base64Url(new Uint8Array(signature))}, k=${publicKey}`;
}
