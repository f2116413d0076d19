import type { Inside } from "#exchange/inside.ts";
import type { AuditAct, AuditBook } from "#exchange/operator/auditBook.ts";
import { conflictIn, etagOf, type Seen } from "#exchange/operator/seen.ts";
import type { Edit, SettingsDesk, Written } from "#exchange/operator/settingsDesk.ts";
import type { Traffic } from "#exchange/operator/traffic.ts";
import type { Done } from "#exchange/operator/userActs.ts";
import type { TierView, TrunkView } from "#exchange/operator/views.ts";
import { keptExchange } from "#exchange/settings/secrets.ts";
import { type ExchangeSettings, realmOf, type Trunk } from "#exchange/settings/settings.ts";
import type { TrunkProbe } from "#exchange/trunks/trunkProbe.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { Crypto } from "#world/crypto.ts";

/** What of the settings is neither a user nor a list: the operator's limits. */
export type Limits = ExchangeSettings["limits"] & Pick<ExchangeSettings, (typeof ofAll)[number]>;
const ofAll = ["domains", "country", "hidesUsers", "relay", "membersCall"] as const;

/** Tiers, trunks and limits, as the operator sees and changes them. */
export interface TrunkActs {
  all(): readonly TrunkView[];
  /** The whole trunk, or tier, of that id: a new one, or in place of the one that is there. */
  put(who: string, id: string, trunk: object, seen?: Seen): Promise<Done>;
  /** `exchange.noTrunk` */
  remove(who: string, id: string, seen?: Seen): Promise<Done>;
  probe(who: string, id: string): Promise<Result<TrunkProbe>>;
}

export interface TierActs {
  all(): readonly TierView[];
  put(who: string, id: string, tier: object, seen?: Seen): Promise<Done>;
  /** `exchange.noTier` */
  remove(who: string, id: string, seen?: Seen): Promise<Done>;
}

export interface LimitActs {
  read(): Limits;
  etag(): string;
  change(who: string, change: object, seen?: Seen): Promise<Done>;
}

/** Every one of these changes is refused with `settings.conflict` where it is not as it was seen. */
export interface OtherMeans {
  readonly inside: Inside;
  readonly desk: SettingsDesk;
  readonly crypto: Pick<Crypto, "sha256Hex">;
  readonly audit: Pick<AuditBook, "note">;
  readonly traffic: Pick<Traffic, "ofTier">;
}

export const trunkActs = (means: OtherMeans): TrunkActs => ({
  all: () =>
    means.inside.settings().trunks.map((trunk) => ({
      ...viewOf(trunk, means.inside),
      etag: etagOf(means.crypto, trunk),
    })),
  put: (who, id, trunk, seen) =>
    means.desk.edit(who, unlessOtherwise(means, ["trunks", id, seen], putIn("trunks", id, trunk))),
  remove: (who, id, seen) =>
    means.desk.edit(who, unlessOtherwise(means, ["trunks", id, seen], removeFrom("trunks", id))),
  async probe(who, id) {
    const { inside, audit } = means;
    const trunk = inside.settings().trunks.find((one) => one.id === id);
    if (trunk === undefined) return fail("exchange.noTrunk", `there is no trunk ${id}`);
    const probe = await inside.trunks.probe(trunk);
    const params = { answered: String(probe.answered), status: String(probe.status ?? "") };
    audit.note(who, { act: "trunkProbed", of: id, params });
    return ok(probe);
  },
});

export const tierActs = (means: OtherMeans): TierActs => ({
  all() {
    const { tiers, users } = means.inside.settings();
    const counts = Map.groupBy(users, ({ tier }) => tier);
    return tiers.map((tier) => ({
      ...tier,
      users: counts.get(tier.id)?.length ?? 0,
      hours: means.traffic.ofTier(tier.id),
      etag: etagOf(means.crypto, tier),
    }));
  },
  put: (who, id, tier, seen) =>
    means.desk.edit(who, unlessOtherwise(means, ["tiers", id, seen], putIn("tiers", id, tier))),
  remove: (who, id, seen) =>
    means.desk.edit(who, unlessOtherwise(means, ["tiers", id, seen], removeFrom("tiers", id))),
});

export function limitActs({ inside, desk, crypto }: OtherMeans): LimitActs {
  const read = (): Limits => limitsIn(inside.settings());
  return {
    read,
    etag: () => etagOf(crypto, read()),
    change: (who, change, seen) =>
      desk.edit(who, (written, settings) => {
        const conflict = conflictIn(crypto, limitsIn(settings), seen);
        return conflict ? failWith(conflict) : ok(withLimits(written, settings, change));
      }),
  };
}

const limitsIn = (settings: ExchangeSettings): Limits => {
  const { domains, country, hidesUsers, relay, membersCall, limits } = settings;
  return { ...limits, domains, country, hidesUsers, relay, membersCall };
};

function withLimits(
  written: Written,
  settings: ExchangeSettings,
  change: Partial<Limits>,
): readonly [Written, AuditAct] {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  const isOfAll = ([key]: readonly [string, unknown]): boolean => ofAll.some((one) => one === key);
  const { expiry, ...limits } = Object.fromEntries(said.filter((one) => !isOfAll(one)));
  const before = (written["limits"] ?? {}) as { readonly expiry?: object };
  const next = {
    ...written,
    ...Object.fromEntries(said.filter(isOfAll)),
    // what passwords are hashed with stays, whatever becomes of the first domain
    ...(change.domains !== undefined && { realm: realmOf(settings) }),
    limits: {
      ...{ ...before, ...limits },
      ...(expiry !== undefined && { expiry: { ...before.expiry, ...(expiry as object) } }),
    },
  };
  const params = Object.fromEntries(said.map(([key, value]) => [key, JSON.stringify(value)]));
  return [next, { act: "limitsChanged", params }];
}

type ListName = "trunks" | "tiers";
interface Item {
  readonly id: string;
}

/** As they are written, or those that are there when none is. */
const itemsOf = (written: Written, settings: ExchangeSettings, list: ListName): readonly Item[] =>
  (written[list] ?? settings[list]) as readonly Item[];

const words = {
  trunks: { set: "trunkSet", removed: "trunkRemoved", none: "exchange.noTrunk" },
  tiers: { set: "tierSet", removed: "tierRemoved", none: "exchange.noTier" },
} as const;

/** The edit, if the item is still what was seen of it. */
const unlessOtherwise =
  ({ crypto }: OtherMeans, [list, id, seen]: readonly [ListName, string, Seen], edit: Edit): Edit =>
  (written, settings) => {
    const now = (settings[list] as readonly Item[]).find((one) => one.id === id);
    const conflict = conflictIn(crypto, now, seen);
    return conflict ? failWith(conflict) : edit(written, settings);
  };

/** A secret that reads as set is kept. */
const putIn =
  (list: ListName, id: string, item: object): Edit =>
  (written, settings) => {
    const items = itemsOf(written, settings, list);
    const put = { ...item, id };
    const isThere = items.some((one) => one.id === id);
    const next = isThere ? items.map((one) => (one.id === id ? put : one)) : [...items, put];
    const kept = keptExchange({ [list]: next }, written) as Written;
    return ok([
      { ...written, ...kept },
      { act: words[list].set, of: id },
    ]);
  };

const removeFrom =
  (list: ListName, id: string): Edit =>
  (written, settings) => {
    const items = itemsOf(written, settings, list);
    const { none, removed } = words[list];
    if (!items.some((one) => one.id === id)) return fail(none, `there is no ${id}`);
    return ok([
      { ...written, [list]: items.filter((one) => one.id !== id) },
      { act: removed, of: id },
    ]);
  };

function viewOf(
  { login, channels, ...trunk }: Trunk,
  { trunks, channels: all }: Inside,
): Omit<TrunkView, "etag"> {
  const standing = trunks.accounts.standing(trunk.id);
  const { username, authUsername } = login ?? {};
  return {
    ...trunk,
    channels: { inUse: all.inUse(`trunk/${trunk.id}`), most: channels },
    ...(username !== undefined && {
      login: { username, ...(authUsername !== undefined && { authUsername }) },
    }),
    ...(standing ?? { state: "static" as const }),
  };
}
