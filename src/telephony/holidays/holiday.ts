/**
 * Public holidays as the laws write them: rules, from which the days of any year follow by arithmetic.
 * The files beside this one hold a table a country; what is decided anew each year (elections,
 * jubilees) is not in them, and belongs among a time's `dates`.
 */
import { daysSince1970 } from "#kit/calendar.ts";

/** The day of a year as days since 1970; undefined in years that have none. */
export type DayOf = (year: number) => number | undefined;

export interface Holiday {
  readonly on: DayOf;
  /** Regions that have it, by the second part of their ISO 3166-2 code; everywhere when absent. */
  readonly in?: string;
  readonly since?: number;
  readonly until?: number;
  /**
   * Falls it on a weekend: `next` is free too on the next day that is neither weekend nor holiday;
   * `nearest` on Friday or Monday; `sunday` is moved from Sundays only.
   */
  readonly observed?: "next" | "nearest" | "sunday";
}

export interface HolidayTable {
  /** Every region the table knows, though it may have no day of its own. */
  readonly regions: string;
  readonly days: readonly Holiday[];
}

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
type Day = (typeof names)[number];

/** 0 is Sunday. 1970 began on a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

const isWeekend = (day: number): boolean => weekdayOf(day) % 6 === 0;

/** `12-25`. */
export const on =
  (date: string): DayOf =>
  (year) =>
    daysSince1970(year, Number(date.slice(0, 2)), Number(date.slice(3)));

/** So many days after Easter Sunday of the Gregorian calendar. */
export const easter =
  (days: number): DayOf =>
  (year) =>
    easterSunday(year) + days;

/** The first such weekday on or after a date. */
export const from =
  (date: string, day: Day): DayOf =>
  (year) => {
    const begin = on(date)(year) ?? 0;
    return begin + ((names.indexOf(day) - weekdayOf(begin) + 7) % 7);
  };

/** The last such weekday before a date. */
export const before =
  (date: string, day: Day): DayOf =>
  (year) =>
    (from(date, day)(year) ?? 0) - 7;

/** The third Monday of February: `nth(3, "mon", 2)`. */
export const nth = (n: number, day: Day, month: number): DayOf =>
  from(`${two(month)}-${two((n - 1) * 7 + 1)}`, day);

/** The last Monday of May: `last("mon", 5)`. */
export const last =
  (day: Day, month: number): DayOf =>
  (year) => {
    const next = month === 12 ? daysSince1970(year + 1, 1, 1) : daysSince1970(year, month + 1, 1);
    return next - 1 - ((weekdayOf(next - 1) - names.indexOf(day) + 7) % 7);
  };

/** Several dates of which the same is to be said: `01-01 12-25`. */
export const fixed = (dates: string, of: Omit<Holiday, "on"> = {}): readonly Holiday[] =>
  dates.split(" ").map((date) => ({ ...of, on: on(date) }));

/** Whole-country days by their distance from Easter Sunday. */
export const aroundEaster = (...days: readonly number[]): readonly Holiday[] =>
  days.map((distance) => ({ on: easter(distance) }));

/** Days that somebody else has worked out: `2026-07-10` and so on. */
export function listed(dates: readonly string[]): DayOf {
  const byYear = new Map(dates.map((date) => [Number(date.slice(0, 4)), date.slice(5)]));
  return (year) => {
    const date = byYear.get(year);
    return date === undefined ? undefined : on(date)(year);
  };
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Butcher's algorithm, as in the Astronomical Almanac. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 19 * a + 15;
  const h = d % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return daysSince1970(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** All of a year, for one region or, without it, for the whole country; substitutes included. */
export function holidaysOf(
  table: HolidayTable,
  region: string | undefined,
  year: number,
): ReadonlySet<number> {
  const dated = table.days.flatMap((holiday) => {
    const day = isKept(holiday, region, year) ? holiday.on(year) : undefined;
    return day === undefined ? [] : [{ day, holiday }];
  });
  const free = new Set(dated.map(({ day }) => day));
  for (const { day, holiday } of dated) {
    const instead = substitute(day, holiday, free);
    if (instead !== undefined) free.add(instead);
  }
  return free;
}

const isKept = (holiday: Holiday, region: string | undefined, year: number): boolean =>
  (holiday.in === undefined || (region !== undefined && holiday.in.split(" ").includes(region))) &&
  (holiday.since ?? 0) <= year &&
  year <= (holiday.until ?? 9999);

function substitute(
  day: number,
  { observed }: Holiday,
  free: ReadonlySet<number>,
): number | undefined {
  const weekday = weekdayOf(day);
  if (observed === undefined || !(weekday === 0 || (weekday === 6 && observed !== "sunday")))
    return undefined;
  if (observed === "nearest") return weekday === 6 ? day - 1 : day + 1;
  let next = day + 1;
  while (free.has(next) || (observed === "next" && isWeekend(next))) next += 1;
  return next;
}
