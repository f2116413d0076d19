/**
 * What is pushed, sealed so that only the browser it is for can read it: the push service between
 * sees its length alone. RFC 8291, in one record of `aes128gcm` (RFC 8188 §2).
 */
import { createCipheriv, createECDH, type ECDH, hkdfSync } from "node:crypto";
import { concat, utf8, writeUint32 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";

/** What a browser told of itself when it subscribed. */
export interface Receiver {
  /** A point of P-256, uncompressed: 65 bytes. */
  readonly publicKey: Uint8Array;
  /** 16 bytes that only it and we know. */
  readonly auth: Uint8Array;
}

/** Used for one message: the key pair is new each time, the salt 16 random bytes. */
export interface Once {
  readonly own: ECDH;
  readonly salt: Uint8Array;
}

const publicKeyLength = 65;
export const authLength = 16;
/** RFC 8291 §4: one record of 4096 bytes, of which the header takes 86, the tag 16, the delimiter 1. */
export const longestText = 3993;
const recordSize = 4096;
const tagLength = 16;
/** RFC 8188 §2: the last record. */
const delimiter = Uint8Array.of(2);

export function newKeyPair(): ECDH {
  const own = createECDH("prime256v1");
  own.generateKeys();
  return own;
}

/** `push.badKey`: that is no point of the curve. `push.tooLong`. */
export function sealed(
  text: Uint8Array,
  { publicKey, auth }: Receiver,
  { own, salt }: Once,
): Result<Uint8Array> {
  if (text.length > longestText) return fail("push.tooLong", `${text.length} bytes`);
  const shared = sharedWith(own, publicKey);
  if (!shared.ok) return shared;
  const ours = new Uint8Array(own.getPublicKey());
  const about = concat([utf8("WebPush: info\0"), publicKey, ours]);
  const secret = derived(shared.value, auth, about, 32);
  const key = derived(secret, salt, utf8("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derived(secret, salt, utf8("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce, { authTagLength: tagLength });
  const body = [cipher.update(text), cipher.update(delimiter), cipher.final()];
  return ok(concat([headerOf(salt, ours), ...body, cipher.getAuthTag()]));
}

/** Whether it is a key that something can be sealed for. */
export const isPublicKey = (key: Uint8Array): boolean =>
  key.length === publicKeyLength && sharedWith(newKeyPair(), key).ok;

function sharedWith(own: ECDH, publicKey: Uint8Array): Result<Uint8Array> {
  try {
    return ok(own.computeSecret(publicKey));
  } catch {
    return fail("push.badKey", "no point of P-256");
  }
}

const derived = (key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
  new Uint8Array(hkdfSync("sha256", key, salt, info, length));

/** RFC 8188 §2.1: salt, record size, and our key as the key's id. */
function headerOf(salt: Uint8Array, ours: Uint8Array): Uint8Array {
  const size = new Uint8Array(4);
  writeUint32(size, 0, recordSize);
  return concat([salt, size, Uint8Array.of(ours.length), ours]);
}
