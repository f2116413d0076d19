/**
 * The key that signs a server's policies may be replaced: the key before names the one after it, in a
 * JWS that it signs itself. Policies carry all such words from the oldest on, so that an exchange
 * that was away for several rotations finds its way from the key that it has pinned.
 */
import { z } from "zod";
import { base64Url } from "#kit/bytes.ts";
import { readJws, type Signer, signJws } from "#kit/jws.ts";
import { momentText, record } from "#telephony/settings/words.ts";

/** More than anybody rotates while an exchange is away; each costs it a signature to check. */
export const mostRotations = 16;

/** Told from a policy by its shape: neither can be taken for the other. */
const rotation = record({
  rotation: z.literal("policy key"),
  /** The key after: base64url of its 32 bytes. */
  to: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  issued: momentText,
});

/** The last word of the key before. `issued` as in policies. */
export const signRotation = (before: Signer, after: Pick<Signer, "publicKey">, issued: string) =>
  signJws({ rotation: "policy key", to: base64Url(after.publicKey), issued }, before);

/** When it was said, by who said it; undefined for what is no such word. ISO 8601. */
export function issuedIn(text: string): string | undefined {
  const read = readJws(text);
  return read.ok ? rotation.safeParse(read.value.payload).data?.issued : undefined;
}

type Verifies = (publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean;

/** Whether these words, oldest first, lead from one key to the other; what comes before the first key is passed over. */
export function leadsTo(
  [from, to]: readonly [from: string, to: string],
  rotations: readonly string[],
  verifies: Verifies,
): boolean {
  let key = from;
  for (const text of rotations.slice(-mostRotations)) {
    if (key === to) break;
    key = successorOf(key, text, verifies) ?? key;
  }
  return key === to;
}

function successorOf(key: string, text: string, verifies: Verifies): string | undefined {
  const read = readJws(text);
  if (!read.ok || base64Url(read.value.publicKey) !== key) return undefined;
  const { publicKey, payload, signed, signature } = read.value;
  return verifies(publicKey, signed, signature) ? rotation.safeParse(payload).data?.to : undefined;
}
