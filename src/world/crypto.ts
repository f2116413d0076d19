import type { Result } from "#kit/result.ts";
import type { Certificate } from "#world/certificates.ts";

/** A key made once and used often: making one costs more than using it. */
export interface HmacKey {
  /** The HMAC of the text or bytes: 32 bytes by SHA-256, 20 by SHA-1. */
  sign(data: string | Uint8Array): Uint8Array;
}

/** AES-128 in counter mode, which is a stream: what hides also shows. */
export interface CounterKey {
  /** As long as `data`. `iv` is the first counter block, 16 bytes. */
  apply(iv: Uint8Array, data: Uint8Array): Uint8Array;
}

/** Signs so that whoever has the public key can tell. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(data: Uint8Array): Uint8Array;
}

/** Signs as the holder of a certificate: ECDSA on P-256 with SHA-256 (JWS's ES256). */
export interface Es256Key {
  /** r and s, 64 bytes. */
  sign(data: Uint8Array): Uint8Array;
}

/** The few primitives that pure code is handed. Hex digests are lower case, as RFC 7616 wants. */
export interface Crypto {
  md5Hex(text: string): string;
  sha256Hex(text: string): string;
  sha1(data: Uint8Array): Uint8Array;
  /** HMAC-SHA256. */
  hmacKey(key: Uint8Array): HmacKey;
  /** HMAC-SHA1, for SRTP (RFC 3711 §4.2.1). */
  hmacSha1Key(key: Uint8Array): HmacKey;
  /** `key` has 16 bytes. */
  counterKey(key: Uint8Array): CounterKey;
  /** An Ed25519 key (RFC 8032) from its 32 secret bytes. */
  ed25519Key(seed: Uint8Array): SigningKey;
  /** `publicKey` has 32 bytes; false for a key or signature that is none. */
  ed25519Verifies(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** A private key in PEM, PKCS #8 or SEC 1, not encrypted; `world.badKey`: none, or of another kind. */
  es256Key(pem: string): Result<Es256Key>;
  /** PEM texts after one another, else one certificate in DER: `world.badCertificate`, `world.tooManyCertificates`. */
  readCertificates(data: Uint8Array): Result<readonly Certificate[]>;
  /** In constant time for equal lengths. */
  same(a: string, b: string): boolean;
}
