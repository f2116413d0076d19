import type { Problem } from "#kit/problem.ts";
import type { WallTime } from "#kit/time.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import type { TodayCount } from "#server/control/todayCount.ts";
import type { DeviceStatus, Status } from "#server/control.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import { lineState } from "#telephony/line/lineState.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { World } from "#world/world.ts";

interface Seen {
  readonly world: World;
  readonly version: string;
  readonly settings: SettingsStore;
  readonly lockedBy?: string | undefined;
  readonly calls: CallBook;
  readonly messages: { fresh(): number };
  readonly sip?: (() => Status["sip"]) | undefined;
  readonly today: TodayCount;
  readonly devices: readonly DeviceStatus[];
  readonly troubles: readonly Problem[];
  readonly ignored: () => Status["ignored"];
}

/** The one look at the whole server: what the first page shows. */
export function statusOf(seen: Seen): Status {
  const settings = seen.settings.current();
  const now = seen.world.clock.wallTime();
  const live = seen.calls.live();
  const number = settings.numbers[0]?.number ?? settings.numbers[0]?.address;
  const owner = settings.owner.name;
  const sip = seen.sip?.();
  return {
    ...(number !== undefined && { number }),
    ...(owner !== "" && { owner }),
    mode: modeOf(settings, now),
    line: lineState(live, seen.devices),
    live,
    newMessages: seen.messages.fresh(),
    today: seen.today.counts(),
    ...(sip && { sip }),
    ...(seen.lockedBy !== undefined && { settingsLockedBy: seen.lockedBy }),
    troubles: seen.troubles,
    ignored: seen.ignored(),
    version: seen.version,
  };
}

/** A mode whose time is over is `schedule` again. */
function modeOf({ mode }: Settings, now: WallTime): Status["mode"] {
  const until = mode.until === undefined ? undefined : Date.parse(mode.until);
  if (until !== undefined && until <= now) return { now: "schedule" };
  return { now: mode.now, ...(until !== undefined && { until }) };
}
