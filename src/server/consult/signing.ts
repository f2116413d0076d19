/** Headers by which a service knows that it is us who asks (Standard Webhooks 1.0.0). */
import { base64, utf8 } from "#kit/bytes.ts";
import type { Crypto } from "#world/crypto.ts";

export interface Signed {
  readonly id: string;
  /** Seconds since 1970: a service refuses what is old, and so nobody can send it again. */
  readonly timestamp: number;
  readonly body: string;
}

/** `webhook-signature: v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; none without a secret. */
export function webhookHeaders(
  { id, timestamp, body }: Signed,
  secret: string | undefined,
  { hmacKey }: Pick<Crypto, "hmacKey">,
): Readonly<Record<string, string>> {
  const named = { "webhook-id": id, "webhook-timestamp": String(timestamp) };
  if (secret === undefined) return named;
  const mac = hmacKey(keyOf(secret)).sign(`${id}.${timestamp}.${body}`);
  return { ...named, "webhook-signature": `v1,${base64(mac)}` };
}

/** `whsec_` stands before a key in base64; anything else is the key as it was typed. */
function keyOf(secret: string): Uint8Array {
  const coded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  if (coded === undefined || coded.length % 4 !== 0) return utf8(secret);
  return Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
}
