import { hashSecret, newSecret } from "#web/auth/secret.ts";
import type { Credentials } from "#web/auth/vault.ts";

const count = 8;

/** Codes that let in, each once, when everything else is lost; only their hashes are kept. */
export const newRecoveryCodes = (): string[] => Array.from({ length: count }, oneCode);

/** Easy to write down: three groups of four, without look-alikes; over 55 bits. */
function oneCode(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = Buffer.from(newSecret(12), "base64url");
  const text = [...bytes].map((byte) => letters.charAt(byte % letters.length)).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`;
}

/** The codes that are left when this one is used; undefined when it is none of them. */
export function without(code: string, { recoveryHashes }: Credentials): string[] | undefined {
  const hash = hashSecret(code.trim().toLowerCase());
  if (!recoveryHashes.includes(hash)) return undefined;
  return recoveryHashes.filter((one) => one !== hash);
}
