import { hashSecret, newSecret, sameText } from "#web/auth/secret.ts";
import type { Vault } from "#web/auth/vault.ts";

const lifetime = 60 * 60_000;

/**
 * A fresh one-time key for `/setup#k=…`: 128 bits, 60 minutes, single use. An older one stops
 * working. It also lets an owner back in who has lost everything but the machine.
 */
export async function newSetupKey(vault: Vault, now: number): Promise<string> {
  const key = newSecret();
  await vault.saveSetupKey({ hash: hashSecret(key), expires: now + lifetime });
  return key;
}

/** True once for the right key in time. Uses it up only when told so. */
export function setupKeyFits(vault: Vault, key: string, now: number): boolean {
  const kept = vault.setupKey();
  return kept !== undefined && kept.expires > now && sameText(kept.hash, hashSecret(key));
}
