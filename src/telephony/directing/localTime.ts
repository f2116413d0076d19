/** A moment as the owner's clock on the wall shows it. */
import { remembered } from "#kit/remembered.ts";
import type { WallTime } from "#kit/time.ts";
import { clockOf } from "#telephony/settings/timeZone.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";

export interface LocalTime {
  /** `2026-11-27`: dates compare as text. */
  readonly date: string;
  readonly weekday: Weekday;
  /** Since midnight as the clock shows it, 0 to 1439. */
  readonly minute: number;
}

/** The zone must be one that Intl knows (settings/validate.ts sees to it). */
export function localTime(at: WallTime, timeZone: string): LocalTime {
  return localMinute(`${Math.floor(at / 60_000)} ${timeZone}`);
}

/** Every zone of these days is whole minutes away from UTC: a minute here is one there. */
const localMinute = remembered(50, (minuteAndZone) => {
  const [minute, timeZone = ""] = minuteAndZone.split(" ");
  return shownAt((Number(minute) * 60_000) as WallTime, timeZone);
});

function shownAt(at: WallTime, timeZone: string): LocalTime {
  const clock = clockOf(timeZone);
  if (clock === undefined) throw new RangeError(`no time zone ${timeZone}`);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  const name = part("weekday").toLowerCase();
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    weekday: weekdays.find((day) => day === name) ?? "mon",
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  };
}
