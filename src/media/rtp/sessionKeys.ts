/** What SRTP (srtp.ts) takes from the one key that both parties know. */
import { readUint32, writeUint32 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { base64Bytes } from "#media/rtp/srtpKey.ts";
import type { CounterKey, Crypto, HmacKey } from "#world/crypto.ts";

const [KEY, SALT, AUTH] = [16, 14, 20];

/** What one direction's packets of one kind are protected with. */
export interface SessionKeys {
  readonly cipher: CounterKey;
  readonly salt: Uint8Array;
  readonly auth: HmacKey;
}

/** RFC 3711 §4.3.1, with a key derivation rate of 0. Labels 0, 1, 2 are RTP's, 3, 4, 5 RTCP's. */
export function derive(
  master: CounterKey,
  salt: Uint8Array,
  label: number,
  size: number,
): Uint8Array {
  const iv = new Uint8Array(16);
  iv.set(salt);
  iv[7] = (iv[7] ?? 0) ^ label;
  return master.apply(iv, new Uint8Array(size));
}

/** Of RTP, `first` is 0; of RTCP, 3. `key`: as `readKey` gives it. */
export function sessionKeys(
  ciphers: Pick<Crypto, "counterKey" | "hmacSha1Key">,
  key: Uint8Array,
  first: number,
): SessionKeys {
  const [master, salt] = [ciphers.counterKey(key.subarray(0, KEY)), key.subarray(KEY)];
  return {
    cipher: ciphers.counterKey(derive(master, salt, first, KEY)),
    auth: ciphers.hmacSha1Key(derive(master, salt, first + 1, AUTH)),
    salt: derive(master, salt, first + 2, SALT),
  };
}

/** Key and salt in base64, as a=crypto says them. */
export function readKey(inline: string): Result<Uint8Array> {
  const key = base64Bytes(inline);
  return key?.length === KEY + SALT ? ok(key) : fail("media.badSrtpKey", "not 30 octets of base64");
}

/** §4.1.1: the counter's first block for one packet of one source. */
export function counterBlock(salt: Uint8Array, ssrc: number, index: number): Uint8Array {
  const iv = new Uint8Array(16);
  iv.set(salt);
  writeUint32(iv, 4, ((readUint32(iv, 4) ?? 0) ^ ssrc) >>> 0);
  const high = Math.floor(index / 0x1_0000_0000);
  iv[8] = (iv[8] ?? 0) ^ (high >> 8);
  iv[9] = (iv[9] ?? 0) ^ (high & 255);
  writeUint32(iv, 10, ((readUint32(iv, 10) ?? 0) ^ (index >>> 0)) >>> 0);
  return iv;
}
