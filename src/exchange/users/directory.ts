import { attendantTier, attendantUser } from "#exchange/attendant/attendantUser.ts";
import type { ExchangeSettings, Tier, Trunk, User } from "#exchange/settings/settings.ts";
import type { SipUri } from "#sip/message/uri.ts";
import { readNumber } from "#telephony/number/phoneNumber.ts";

/** exchange/users: who is a user here, and where each of them is. This file: whom an address means. */
export interface Directory {
  /** By name, number or extension; the host is not looked at. */
  find(address: Pick<SipUri, "user">): User | undefined;
  byName(name: string): User | undefined;
  tierOf(user: User): Tier;
  /** The trunks that a number may go out by, best first: the longest beginning that fits. */
  trunksFor(number: string): readonly Trunk[];
  /** With its country code where it can be read as one: `+16135550142`. */
  inFull(number: string): string;
}

const closed: Tier = { id: "none", calls: "members", channels: 0 };

/** Made once for each version of the settings. `attendant`: the login of the attendant's house, where it runs. */
export function directoryOf(settings: ExchangeSettings, attendant?: User["login"]): Directory {
  const { tiers, trunks, country } = settings;
  const own = attendantUser(settings, attendant);
  const users = own === undefined ? settings.users : [...settings.users, own];
  const byName = new Map(users.map((user) => [user.name.toLowerCase(), user]));
  const byNumber = new Map(
    users.flatMap((user) => user.numbers.map((number) => [number, user] as const)),
  );
  const byExtension = new Map(
    users.flatMap((user) =>
      user.extension === undefined ? [] : [[user.extension, user] as const],
    ),
  );
  const tierById = new Map(tiers.map((tier) => [tier.id, tier]));

  function inFull(text: string): string {
    const read = readNumber(text, { country });
    return read?.is === "world" ? read.e164 : text;
  }

  return {
    inFull,
    find: ({ user = "" }) =>
      byName.get(user.toLowerCase()) ??
      byNumber.get(user) ??
      byExtension.get(user) ??
      byNumber.get(inFull(user)),
    byName: (name) => byName.get(name.toLowerCase()),
    tierOf: ({ tier, attends }) => (attends ? attendantTier : (tierById.get(tier) ?? closed)),
    trunksFor(number) {
      const fitting = trunks.flatMap((trunk) => {
        const fits = trunk.prefixes.filter((prefix) => number.startsWith(prefix));
        const longest = Math.max(-1, ...fits.map(({ length }) => length));
        return longest < 0 ? [] : [{ trunk, longest }];
      });
      return fitting.toSorted((a, b) => b.longest - a.longest).map(({ trunk }) => trunk);
    },
  };
}
