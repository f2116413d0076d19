import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 random bits, safe in a link or a header. */
export const newSecret = (bytes = 16): string => randomBytes(bytes).toString("base64url");

/** What is stored of a secret with enough entropy of its own: no salt is needed. */
export const hashSecret = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex");

/** Compares in constant time; different lengths differ. */
export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b))];
  return timingSafeEqual(x, y);
}
