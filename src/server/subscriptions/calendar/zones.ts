/** The clocks of a calendar: one that the file describes itself (VTIMEZONE), or one that Intl knows by name. */
import ICAL from "ical.js";

export interface Zone {
  /** The moment at which this clock shows that; of two, the first (RFC 5545 §3.3.5); of none, as before the gap. */
  instantOf(wall: ICAL.Time): number;
  /** What this clock shows then. */
  wallAt(instant: number): ICAL.Time;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const asUtc = ({ year, month, day, hour, minute, second }: ICAL.Time): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** A wall time without a zone, so that reckoning with it is quick and always the same. */
export function wall(ms: number): ICAL.Time {
  const date = new Date(ms);
  const shown = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
  return new ICAL.Time(shown, ICAL.Timezone.localTimezone);
}

export const utc: Zone = { instantOf: asUtc, wallAt: wall };

/** Undefined: Intl knows no such zone. */
export function namedZone(name: string): Zone | undefined {
  const offsetAt = offsets(name);
  if (!offsetAt) return undefined;
  return {
    instantOf(time) {
      const shown = asUtc(time);
      const [before, after] = [offsetAt(shown - dayMs), offsetAt(shown + dayMs)];
      if (offsetAt(shown - before) === before) return shown - before;
      return offsetAt(shown - after) === after ? shown - after : shown - before;
    },
    wallAt: (instant) => wall(instant + offsetAt(instant)),
  };
}

/** ms to add to UTC. Clocks change on the hour or half hour: what was found for a quarter is kept. */
function offsets(timeZone: string): ((instant: number) => number) | undefined {
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return undefined; // Intl throws for a name that it does not know
  }
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor((instant * 4) / hourMs);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const begin = (quarter * hourMs) / 4;
    const parts = clock.formatToParts(begin);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((one) => one.type === type)?.value);
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
    );
    known.set(quarter, shown - begin);
    return shown - begin;
  };
}

/** As the file says: for names that are somebody's own, `W. Europe Standard Time`. */
export function describedZone(component: ICAL.Component): Zone {
  const zone = new ICAL.Timezone(component);
  return {
    instantOf: (time) => asUtc(time) - zone.utcOffset(time) * 1000,
    wallAt(instant) {
      const first = instant + zone.utcOffset(wall(instant)) * 1000;
      return wall(instant + zone.utcOffset(wall(first)) * 1000);
    },
  };
}
