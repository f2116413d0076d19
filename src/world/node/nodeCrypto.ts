import { createCipheriv, createHmac, createSecretKey, hash, timingSafeEqual } from "node:crypto";
import type { Crypto, HmacKey } from "#world/crypto.ts";

/** Node's OpenSSL. Simulated worlds use it too: it has neither luck nor time in it. */
export const nodeCrypto: Crypto = {
  md5Hex: (text) => hash("md5", text),
  sha256Hex: (text) => hash("sha256", text),
  sha1: (data) => plain(hash("sha1", data, "buffer")),
  hmacKey: (key) => hmacKey("sha256", key),
  hmacSha1Key: (key) => hmacKey("sha1", key),
  counterKey(key) {
    const secret = createSecretKey(key);
    return { apply: (iv, data) => plain(createCipheriv("aes-128-ctr", secret, iv).update(data)) };
  },
  same(a, b) {
    const [x, y] = [Buffer.from(a), Buffer.from(b)];
    return x.length === y.length && timingSafeEqual(x, y);
  },
};

function hmacKey(algorithm: string, key: Uint8Array): HmacKey {
  const secret = createSecretKey(key);
  return { sign: (data) => plain(createHmac(algorithm, secret).update(data).digest()) };
}

/** Node's Buffer slices otherwise than a Uint8Array does, so none leaves this folder. */
const plain = (bytes: Buffer): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
