import type { WallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Where the outside is found now. */
export interface Outside {
  readonly settings: Settings;
  way(account: string): AccountWay | undefined;
  readonly now: WallTime;
  /** Minutes that were talked outside today; counted when asked for. */
  readonly minutesToday: number;
  /** How many calls each account carries now, in and out. */
  carried(): Readonly<Record<string, number>>;
}
