import type { User } from "#exchange/settings/settings.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { invitationText } from "#telephony/membership/invitation.ts";
import type { Crypto } from "#world/crypto.ts";
import { type Random, token } from "#world/random.ts";

/**
 * What an operator gives a user, by which the user's own server becomes one: a link that holds a
 * key, and the text that the link leads to. The key is all that is secret, and only its hash is
 * kept: the password is made of it, so that who has the link can be told the text again until it is
 * used or too old.
 */
export interface Invitation {
  /** For `/invitation#k=KEY`. */
  readonly key: string;
  readonly text: string;
  readonly username: string;
  readonly password: string;
  readonly server: string;
  /** ISO 8601. */
  readonly until: string;
}

/** Where users' servers find the exchange over TLS, and who signs for it. */
export interface ExchangePlace {
  readonly server: string;
  readonly authority?: string;
}

type Hashes = Pick<Crypto, "md5Hex" | "sha256Hex">;

export const newInvitationKey = (random: Random): string => token(random, 128);

/** What is kept of a key. */
export const invitationHash = (crypto: Hashes, key: string): string =>
  crypto.sha256Hex(`invitation ${key}`);

/** 128 bits, of the key's. */
const passwordOf = (crypto: Hashes, key: string, name: string): string =>
  crypto.sha256Hex(`password ${key} ${name}`).slice(0, 32);

/** What the settings hold of a user who is invited. */
export const invitedUser = (
  crypto: Crypto,
  { key, name, realm, until }: Record<"key" | "name" | "realm" | "until", string>,
) => ({
  login: digestSecrets(crypto, realm, { user: name, password: passwordOf(crypto, key, name) }),
  invited: { until, key: invitationHash(crypto, key) },
});

export interface Invited {
  readonly key: string;
  readonly user: Pick<User, "name" | "numbers">;
  readonly until: string;
  readonly domain: string;
  readonly place: ExchangePlace;
}

export function invitationOf(
  crypto: Hashes,
  { key, user, until, domain, place }: Invited,
): Invitation {
  const password = passwordOf(crypto, key, user.name);
  const text = invitationText({
    ...{ exchange: domain, ...place, username: user.name, secret: password },
    numbers: [...user.numbers],
  });
  return { key, text, username: user.name, password, server: place.server, until };
}
