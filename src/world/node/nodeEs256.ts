import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { privateKeyIn } from "#kit/pem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Es256Key } from "#world/crypto.ts";

/** What is wrong with a key is not said: the text is a secret, and so is every part of it. */
export function es256Key(pem: string): Result<Es256Key> {
  const key = keyIn(pem);
  if (key?.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    return fail("world.badKey", "no private key on P-256 in PEM");
  return ok({
    sign(data) {
      const signature = sign("sha256", data, { key, dsaEncoding: "ieee-p1363" });
      return new Uint8Array(signature.buffer, signature.byteOffset, signature.length);
    },
  });
}

function keyIn(pem: string): KeyObject | undefined {
  const found = privateKeyIn(pem);
  if (!found) return undefined;
  try {
    const key = createPrivateKey({ key: Buffer.from(found.der), format: "der", type: found.is });
    return canSign(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** OpenSSL reads more than it can use: a key of zero, one out of range, one beside another's public key. */
function canSign(key: KeyObject): boolean {
  const data = new Uint8Array(1);
  return verify("sha256", data, createPublicKey(key), sign("sha256", data, key));
}
