import type { Edit, SettingsDesk } from "#exchange/operator/settingsDesk.ts";
import { type ExchangeSettings, realmOf, type User } from "#exchange/settings/settings.ts";
import {
  type ExchangePlace,
  type Invitation,
  invitationOf,
  invitedUser,
  newInvitationKey,
} from "#exchange/users/invitation.ts";
import { ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { Crypto } from "#world/crypto.ts";
import type { Random } from "#world/random.ts";

export const invitationLasts = 7 * 24 * 3600_000;

export interface InviterMeans {
  readonly desk: SettingsDesk;
  readonly settings: () => ExchangeSettings;
  readonly place: () => ExchangePlace;
  readonly crypto: Crypto;
  readonly random: Random;
  readonly now: () => WallTime;
}

type Invited = Pick<User, "name" | "numbers">;
type Secrets = ReturnType<typeof invitedUser>;

/** A new password for a user, and the invitation that tells it. */
export interface Inviter {
  /** Nothing is kept yet: what the settings are to hold, and what the user is to be told. */
  fresh(user: Invited): { readonly secrets: Secrets; readonly invitation: Invitation };
  /** Kept by that edit, and then told. */
  invited(who: string, name: string, edit: (secrets: Secrets) => Edit): Promise<Result<Invitation>>;
  /** What a key that is good until then leads to. */
  made(user: Invited, key: string, until: string): Invitation;
}

export function inviter({ desk, settings, place, crypto, random, now }: InviterMeans): Inviter {
  const made: Inviter["made"] = (user, key, until) => {
    const [domain = ""] = settings().domains;
    return invitationOf(crypto, { key, user, until, domain, place: place() });
  };
  const drawn = (name: string) => {
    const key = newInvitationKey(random);
    const until = new Date(now() + invitationLasts).toISOString();
    const realm = realmOf(settings());
    return { key, until, secrets: invitedUser(crypto, { key, name, realm, until }) };
  };
  return {
    made,
    fresh(user) {
      const { key, until, secrets } = drawn(user.name);
      return { secrets, invitation: made(user, key, until) };
    },
    async invited(who, name, edit) {
      const { key, until, secrets } = drawn(name);
      const done = await desk.edit(who, edit(secrets));
      if (!done.ok) return done;
      const user = settings().users.find((one) => one.name === name) ?? { name, numbers: [] };
      return ok(made(user, key, until));
    },
  };
}
