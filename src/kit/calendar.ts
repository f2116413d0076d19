/** Days and moments as text (ISO 8601) and as numbers, by arithmetic alone: no clock is read here. */
import { type WallTime, wallTime } from "#kit/time.ts";

const dayMs = 86_400_000;

/** Days since 1970-01-01 in the proleptic Gregorian calendar; the year is counted from March, so that leap days come last. */
export function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

/** `2026-11-27` of a day since 1970: the way back. */
export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n: number): string => String(n).padStart(2, "0");
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** The day since 1970 of `2026-11-27`, which must be a date. */
export function dayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return daysSince1970(year, month, day);
}

const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))$/;

/** `2026-11-27T18:05-05:00`; undefined without an offset, or when a part is out of its range. */
export function momentOf(text: string): WallTime | undefined {
  const parts = MOMENT.exec(text);
  if (!parts) return undefined;
  const n = (at: number): number => Number(parts[at] ?? 0);
  const [year, month, day, hour, minute, second] = [n(1), n(2), n(3), n(4), n(5), n(6)];
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 60) return undefined;
  const offset = (n(10) * 60 + n(11)) * (parts[9] === "-" ? -1 : 1);
  const inDay = ((hour * 60 + minute - offset) * 60 + second) * 1000;
  const fraction = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000);
  return wallTime(daysSince1970(year, month, day) * dayMs + inDay + fraction);
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= longest;
}

/** The other way round, in UTC and to the second: `2026-11-27T23:05:00Z`. */
export function momentText(at: WallTime): string {
  const second = Math.floor(at / 1000);
  const day = Math.floor(second / 86_400);
  const rest = second - day * 86_400;
  const clock = [rest / 3600, (rest / 60) % 60, rest % 60].map((one) =>
    String(Math.floor(one)).padStart(2, "0"),
  );
  return `${dateOf(day)}T${clock.join(":")}Z`;
}
