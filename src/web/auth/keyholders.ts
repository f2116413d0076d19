import { fail, ok, type Result } from "#kit/result.ts";
import type { Credentials, Member, Vault } from "#web/auth/vault.ts";

/** Whoever may sign in: the owner, and the members of the family. */
export interface Keyholder extends Credentials {
  /** The owner's is `owner`. */
  readonly id: string;
  readonly name: string;
}

export const ownerId = "owner";

export function keyholders(vault: Vault): readonly Keyholder[] {
  const owner = vault.owner();
  return [...(owner ? [{ ...owner, id: ownerId }] : []), ...vault.members.all()];
}

export const keyholder = (vault: Vault, id: string): Keyholder | undefined =>
  keyholders(vault).find((one) => one.id === id);

/** Whom that name means, as they are called in the house; without one, the owner. */
export function keyholderNamed(vault: Vault, name: string | undefined): Keyholder | undefined {
  const plain = (text: string): string => text.trim().toLowerCase();
  if (name === undefined || plain(name) === "") return keyholder(vault, ownerId);
  return keyholders(vault).find((one) => plain(one.name) === plain(name));
}

/** Keeps how somebody signs in from now on. */
export async function saveCredentials(
  vault: Vault,
  id: string,
  change: Partial<Credentials>,
): Promise<Result<void>> {
  const owner = vault.owner();
  if (id === ownerId && owner) return vault.saveOwner({ ...owner, ...change });
  const member: Member | undefined = vault.members.get(id);
  if (member) return vault.members.save({ ...member, ...change });
  return fail("access.unknown", "nobody of that name lives here");
}

/** Ends what they have open, but the session that asks. */
export async function endSessions(vault: Vault, id: string, but?: string): Promise<Result<void>> {
  for (const session of vault.sessions())
    if ((session.member ?? ownerId) === id && session.id !== but) {
      const ended = await vault.removeSession(session.id);
      if (!ended.ok) return ended;
    }
  return ok(undefined);
}
