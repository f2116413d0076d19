/** A key made once and used often: making one costs more than using it. */
export interface HmacKey {
  /** HMAC-SHA256 of the text or bytes, 32 bytes. */
  sign(data: string | Uint8Array): Uint8Array;
}

/** The few primitives that pure code is handed. Hex digests are lower case, as RFC 7616 wants. */
export interface Crypto {
  md5Hex(text: string): string;
  sha256Hex(text: string): string;
  sha1(data: Uint8Array): Uint8Array;
  hmacKey(key: Uint8Array): HmacKey;
  /** In constant time for equal lengths. */
  same(a: string, b: string): boolean;
}
