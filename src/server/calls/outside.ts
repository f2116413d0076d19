import type { WallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { CalledMember } from "#server/peers/peers.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Where the outside is found now. */
export interface Outside {
  readonly settings: Settings;
  way(account: string): AccountWay | undefined;
  /** Who of that account's exchange is meant by what was dialled. */
  member?(account: string, dialled: string): CalledMember | undefined;
  readonly now: WallTime;
  /** Minutes that were talked outside today; counted when asked for. */
  readonly minutesToday: number;
  /** How many calls each account carries now, in and out. */
  carried(): Readonly<Record<string, number>>;
}
