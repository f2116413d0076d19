import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";
import type { Crypto } from "#world/crypto.ts";
import { readCertificates } from "#world/node/nodeCertificates.ts";
import { es256Key } from "#world/node/nodeEs256.ts";
import { nodeHmac } from "#world/node/nodeHmac.ts";

/** What stands before the 32 secret bytes in PKCS #8 (RFC 8410 §7). */
const seedBefore = Buffer.from("302e020100300506032b657004220420", "hex");

/** Node's OpenSSL. Simulated worlds use it too: it has neither luck nor time in it. */
export const nodeCrypto: Crypto = {
  md5Hex: (text) => hash("md5", text),
  sha256Hex: (text) => hash("sha256", text),
  sha1: (data) => plain(hash("sha1", data, "buffer")),
  hmacKey: (key) => nodeHmac("sha256", key),
  hmacSha1Key: (key) => nodeHmac("sha1", key),
  counterKey(key) {
    const secret = createSecretKey(key);
    return { apply: (iv, data) => plain(createCipheriv("aes-128-ctr", secret, iv).update(data)) };
  },
  ed25519Key(seed) {
    const der = Buffer.concat([seedBefore, seed]);
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const { x = "" } = createPublicKey(key).export({ format: "jwk" });
    return {
      publicKey: plain(Buffer.from(x, "base64url")),
      sign: (data) => plain(sign(null, data, key)),
    };
  },
  ed25519Verifies(publicKey, data, signature) {
    try {
      const x = Buffer.from(publicKey).toString("base64url");
      const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
      return verify(null, data, key, signature);
    } catch {
      return false;
    }
  },
  es256Key,
  readCertificates,
  same(a, b) {
    const [x, y] = [Buffer.from(a), Buffer.from(b)];
    return x.length === y.length && timingSafeEqual(x, y);
  },
};

/** Node's Buffer slices otherwise than a Uint8Array does, so none leaves this folder. */
const plain = (bytes: Buffer): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
