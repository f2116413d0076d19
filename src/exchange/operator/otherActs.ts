import type { Inside } from "#exchange/inside.ts";
import type { Edit, SettingsDesk, Written } from "#exchange/operator/settingsDesk.ts";
import type { Done } from "#exchange/operator/userActs.ts";
import type { TrunkView } from "#exchange/operator/views.ts";
import { keptExchange } from "#exchange/settings/secrets.ts";
import type { ExchangeSettings, Trunk } from "#exchange/settings/settings.ts";
import type { TrunkProbe } from "#exchange/trunks/trunkProbe.ts";
import { fail, ok, type Result } from "#kit/result.ts";

/** What of the settings is neither a user nor a list: the operator's limits. */
export type Limits = ExchangeSettings["limits"] & Pick<ExchangeSettings, "hidesUsers" | "country">;

/** Tiers, trunks and limits, as the operator sees and changes them. */
export interface TrunkActs {
  all(): readonly TrunkView[];
  /** The whole trunk, or tier, of that id: a new one, or in place of the one that is there. */
  put(who: string, id: string, trunk: object): Promise<Done>;
  /** `exchange.noTrunk` */
  remove(who: string, id: string): Promise<Done>;
  probe(who: string, id: string): Promise<Result<TrunkProbe>>;
}

export interface TierActs {
  put(who: string, id: string, tier: object): Promise<Done>;
  /** `exchange.noTier` */
  remove(who: string, id: string): Promise<Done>;
}

export interface LimitActs {
  read(): Limits;
  change(who: string, change: object): Promise<Done>;
}

export const trunkActs = (
  inside: Inside,
  desk: SettingsDesk,
  noted: (who: string, act: { act: string; of: string; params: Record<string, string> }) => void,
): TrunkActs => ({
  all: () => inside.settings().trunks.map((trunk) => viewOf(trunk, inside)),
  put: (who, id, trunk) => desk.edit(who, putIn("trunks", id, trunk, "trunkSet")),
  remove: (who, id) =>
    desk.edit(who, removeFrom("trunks", id, ["trunkRemoved", "exchange.noTrunk"])),
  async probe(who, id) {
    const trunk = inside.settings().trunks.find((one) => one.id === id);
    if (trunk === undefined) return fail("exchange.noTrunk", `there is no trunk ${id}`);
    const probe = await inside.trunks.probe(trunk);
    const params = { answered: String(probe.answered), status: String(probe.status ?? "") };
    noted(who, { act: "trunkProbed", of: id, params });
    return ok(probe);
  },
});

export const tierActs = (desk: SettingsDesk): TierActs => ({
  put: (who, id, tier) => desk.edit(who, putIn("tiers", id, tier, "tierSet")),
  remove: (who, id) => desk.edit(who, removeFrom("tiers", id, ["tierRemoved", "exchange.noTier"])),
});

export const limitActs = (inside: Inside, desk: SettingsDesk): LimitActs => ({
  read() {
    const { limits, hidesUsers, country } = inside.settings();
    return { ...limits, hidesUsers, country };
  },
  change: (who, change) =>
    desk.edit(who, (written) => {
      const { hidesUsers, country, ...limits } = change as Partial<Limits>;
      const before = (written["limits"] ?? {}) as object;
      const next = {
        ...written,
        ...(hidesUsers !== undefined && { hidesUsers }),
        ...(country !== undefined && { country }),
        limits: { ...before, ...limits },
      };
      const params = Object.fromEntries(
        Object.entries(change).map(([key, value]) => [key, JSON.stringify(value)]),
      );
      return ok([next, { act: "limitsChanged", params }]);
    }),
});

type ListName = "trunks" | "tiers";
interface Item {
  readonly id: string;
}

const itemsOf = (written: Written, list: ListName): readonly Item[] =>
  (written[list] ?? []) as readonly Item[];

/** A secret that reads as set is kept. */
const putIn =
  (list: ListName, id: string, item: object, act: string): Edit =>
  (written, settings) => {
    const items = list in written ? itemsOf(written, list) : (settings[list] as readonly Item[]);
    const put = { ...item, id };
    const isThere = items.some((one) => one.id === id);
    const next = isThere ? items.map((one) => (one.id === id ? put : one)) : [...items, put];
    const kept = keptExchange({ [list]: next }, written) as Written;
    return ok([
      { ...written, ...kept },
      { act, of: id },
    ]);
  };

const removeFrom =
  (list: ListName, id: string, [act, none]: readonly [string, string]): Edit =>
  (written) => {
    const items = itemsOf(written, list);
    if (!items.some((one) => one.id === id)) return fail(none, `there is no ${id}`);
    return ok([
      { ...written, [list]: items.filter((one) => one.id !== id) },
      { act, of: id },
    ]);
  };

function viewOf(
  { login, channels, ...trunk }: Trunk,
  { trunks, channels: all }: Inside,
): TrunkView {
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
