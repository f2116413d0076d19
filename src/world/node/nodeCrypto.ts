import { createHmac, createSecretKey, hash, timingSafeEqual } from "node:crypto";
import type { Crypto } from "#world/crypto.ts";

/** Node's OpenSSL. Simulated worlds use it too: it has neither luck nor time in it. */
export const nodeCrypto: Crypto = {
  md5Hex: (text) => hash("md5", text),
  sha256Hex: (text) => hash("sha256", text),
  sha1: (data) => plain(hash("sha1", data, "buffer")),
  hmacKey(key) {
    const secret = createSecretKey(key);
    return { sign: (data) => plain(createHmac("sha256", secret).update(data).digest()) };
  },
  same(a, b) {
    const [x, y] = [Buffer.from(a), Buffer.from(b)];
    return x.length === y.length && timingSafeEqual(x, y);
  },
};

/** Node's Buffer slices otherwise than a Uint8Array does, so none leaves this folder. */
const plain = (bytes: Buffer): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
