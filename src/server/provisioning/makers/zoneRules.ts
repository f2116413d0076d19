/** What a telephone must know of a time zone to show the right time all the year. */

export interface ZoneRules {
  /** East of Greenwich, in winter. */
  readonly minutes: number;
  readonly summer?: {
    /** Added to those. */
    readonly minutes: number;
    readonly starts: Change;
    readonly ends: Change;
  };
}

/** By the clock before the change: "the second Sunday of March, at 2". */
export interface Change {
  /** 1 … 12. */
  readonly month: number;
  /** 1 … 4, and 5 for the last one. */
  readonly week: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly hour: number;
}

const hour = 3_600_000;
const minute = 60_000;

/** As that year has it. */
export function zoneRules(timeZone: string, year: number): ZoneRules {
  const offset = offsetIn(timeZone);
  const [begin, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const changes: { readonly before: number; readonly after: number; readonly change: Change }[] =
    [];
  for (let at = begin; at < end; at += 24 * hour) {
    const [before, after] = [offset(at), offset(at + 24 * hour)];
    if (before === after) continue;
    const moment = momentOf(offset, at, at + 24 * hour);
    changes.push({ before, after, change: changeAt(moment + before * minute) });
  }
  const [one, two] = changes;
  if (!one || !two || changes.length > 2) return { minutes: offset(end - hour) };
  const [starts, ends] = one.after > one.before ? [one, two] : [two, one];
  return {
    minutes: starts.before,
    summer: {
      minutes: starts.after - starts.before,
      starts: starts.change,
      ends: ends.change,
    },
  };
}

type Offset = (at: number) => number;

/** In minutes, of a moment. */
function offsetIn(timeZone: string): Offset {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (at) => {
    const parts = format.formatToParts(at);
    const [month = 0, day = 0, year = 0, hours = 0, minutes = 0] = (
      ["month", "day", "year", "hour", "minute"] as const
    ).map((name) => Number(parts.find(({ type }) => type === name)?.value));
    return (Date.UTC(year, month - 1, day, hours, minutes) - at) / minute;
  };
}

/** Between those two, to the minute. */
function momentOf(offset: Offset, from: number, to: number): number {
  const before = offset(from);
  let [early, late] = [from, to];
  while (late - early > minute) {
    const middle = early + Math.floor((late - early) / 2 / minute) * minute;
    if (offset(middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** `at`: what the clock on the wall says, read as UTC. */
function changeAt(at: number): Change {
  const date = new Date(at);
  const day = date.getUTCDate();
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return {
    month: date.getUTCMonth() + 1,
    week: day + 7 > days ? 5 : Math.ceil(day / 7),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
  };
}
