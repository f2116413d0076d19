import type { FastifyRequest } from "fastify";
import {
  type Keyholder,
  keyholderNamed,
  keyholders,
  saveCredentials,
} from "#web/auth/keyholders.ts";
import type { Passkeys } from "#web/auth/passkeys.ts";
import { passwordFits } from "#web/auth/password.ts";
import { without } from "#web/auth/recoveryCodes.ts";
import type { Vault } from "#web/auth/vault.ts";

/** What somebody shows who wants to come in; without a name they say they are the owner. */
export interface Shown {
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly passkey?: unknown;
}

interface Means {
  readonly vault: Vault;
  readonly passkeys: Passkeys;
}

/** Who that is; undefined when it does not fit. Nobody learns which names there are: each answer costs the same. */
export async function whoShows(
  request: FastifyRequest,
  shown: Shown,
  means: Means,
): Promise<Keyholder | undefined> {
  if (shown.passkey !== undefined) return byPasskey(request, shown.passkey, means);
  const claimed = keyholderNamed(means.vault, shown.name);
  if (shown.recoveryCode !== undefined)
    return byRecoveryCode(claimed, shown.recoveryCode, means.vault);
  const fits = await passwordFits(shown.password ?? "", claimed?.passwordHash);
  return fits ? claimed : undefined;
}

/** The passkey itself says whose it is. */
async function byPasskey(
  request: FastifyRequest,
  answer: unknown,
  { vault, passkeys }: Means,
): Promise<Keyholder | undefined> {
  const { id } = answer as { readonly id?: unknown };
  const holder = keyholders(vault).find((one) => one.passkeys.some((key) => key.id === id));
  const used = holder && (await passkeys.used(request, holder, answer));
  if (!used) return undefined;
  const kept = holder.passkeys.map((one) => (one.id === used.id ? used : one));
  const saved = await saveCredentials(vault, holder.id, { passkeys: kept });
  return saved.ok ? holder : undefined;
}

/** Each recovery code works once. */
async function byRecoveryCode(
  holder: Keyholder | undefined,
  code: string,
  vault: Vault,
): Promise<Keyholder | undefined> {
  const left = holder && without(code, holder);
  if (!left) return undefined;
  const saved = await saveCredentials(vault, holder.id, { recoveryHashes: left });
  return saved.ok ? holder : undefined;
}
