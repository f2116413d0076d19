/** A moment as the owner's clock on the wall shows it. */
import { remembered } from "#kit/remembered.ts";
import type { WallTime } from "#kit/time.ts";
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
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  const name = part("weekday").toLowerCase();
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    weekday: weekdays.find((day) => day === name) ?? "mon",
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

/** Formatters are dear to make and depend on nothing but the zone: the few in use are remembered. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const mostClocks = 50;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  if (clocks.size >= mostClocks) clocks.clear();
  clocks.set(timeZone, made);
  return made;
}
