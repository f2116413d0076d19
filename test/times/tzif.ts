import { readFileSync } from "node:fs";

/**
 * A zone as the compiled IANA database has it (RFC 9636), read by hand: it shares nothing with the
 * library that the product asks for local time.
 */
export interface Zone {
  /** When each offset begins, in seconds since 1970, oldest first. */
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
  /** Before the first of them. */
  readonly first: number;
  /** Behind the last of them: a POSIX rule such as `EST5EDT,M3.2.0,M11.1.0`. */
  readonly rule: string;
}

export function readZone(name: string): Zone {
  const file = new URL(`../captures/zones/${name.replace("/", ".")}.tzif`, import.meta.url);
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const second = headerAt(view, bodyEnd(headerAt(view, 0), 4));
  const { begin, times, types } = second;
  const indices = begin + times * 8;
  const records = indices + times;
  const offsetOf = (type: number): number => view.getInt32(records + type * 6);
  const changes = Array.from({ length: times }, (_, i) => ({
    at: Number(view.getBigInt64(begin + i * 8)),
    offset: offsetOf(view.getUint8(indices + i)),
  }));
  const rule = bytes.subarray(bodyEnd(second, 8)).toString("latin1").trim();
  return { changes, first: types > 0 ? offsetOf(0) : 0, rule };
}

interface Header {
  readonly begin: number;
  readonly times: number;
  readonly types: number;
  readonly rest: readonly number[];
}

/** Six counts behind "TZif", version and fifteen reserved bytes. */
function headerAt(view: DataView, at: number): Header {
  const [isut = 0, isstd = 0, leap = 0, times = 0, types = 0, chars = 0] = [0, 1, 2, 3, 4, 5].map(
    (n) => view.getUint32(at + 20 + n * 4),
  );
  return { begin: at + 44, times, types, rest: [isut, isstd, leap, chars] };
}

const bodyEnd = ({ begin, times, types, rest }: Header, size: number): number => {
  const [isut = 0, isstd = 0, leap = 0, chars = 0] = rest;
  return begin + times * (size + 1) + types * 6 + chars + leap * (size + 4) + isstd + isut;
};

/** Seconds east of UTC at that second. */
export function offsetAt({ changes, first, rule }: Zone, at: number): number {
  const last = changes.at(-1);
  if (rule.includes(",") && (last === undefined || at >= last.at)) return byRule(rule, at);
  return changes.findLast((change) => change.at <= at)?.offset ?? first;
}

const RULE = /^(?:[A-Za-z]+|<[^>]+>)(-?[\d:]+)(?:[A-Za-z]+|<[^>]+>)(-?[\d:]+)?,([^,]+),([^,]+)$/;

/** Summer between its two days of the year; on the southern half, outside of them. */
function byRule(rule: string, at: number): number {
  const [, std = "0", dst, begins = "", ends = ""] = RULE.exec(rule) ?? [];
  const standard = -secondsOf(std);
  const summer = dst === undefined ? standard + 3600 : -secondsOf(dst);
  const year = yearAt(at + standard);
  const from = dayOfRule(begins, year) - standard;
  const to = dayOfRule(ends, year) - summer;
  const isSummer = from < to ? from <= at && at < to : at < to || from <= at;
  return isSummer ? summer : standard;
}

function secondsOf(text: string): number {
  const [hours = 0, minutes = 0] = text.replace("-", "").split(":").map(Number);
  return (hours * 3600 + minutes * 60) * (text.startsWith("-") ? -1 : 1);
}

/** `M3.2.0/2`: the second Sunday of March at two; week 5 is the last. Seconds of the clock there. */
function dayOfRule(text: string, year: number): number {
  const [date = "", time = "2"] = text.split("/");
  const [month = 1, week = 1, weekday = 0] = date.slice(1).split(".").map(Number);
  const first = dayNumber(year, month, 1);
  const begin = first + ((((weekday - ((first + 4) % 7)) % 7) + 7) % 7);
  const days = month === 12 ? 31 : dayNumber(year, month + 1, 1) - first;
  const day = begin + (week - 1) * 7;
  return (day - first < days ? day : day - 7) * 86_400 + secondsOf(time);
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Counted year by year and month by month: slow, and nothing to get wrong. */
export function dayNumber(year: number, month: number, day: number): number {
  let days = 0;
  for (let y = 1970; y < year; y++) days += isLeap(y) ? 366 : 365;
  for (let m = 1; m < month; m++) days += (lengths[m - 1] ?? 0) + (m === 2 && isLeap(year) ? 1 : 0);
  return days + day - 1;
}

export function yearAt(seconds: number): number {
  let year = 1970;
  while (dayNumber(year + 1, 1, 1) * 86_400 <= seconds) year++;
  return year;
}

/** What the clock shows there: days since 1970 and the minute of that day. */
export function shown(zone: Zone, at: number): { readonly day: number; readonly minute: number } {
  const local = at + offsetAt(zone, at);
  const day = Math.floor(local / 86_400);
  return { day, minute: Math.floor((local - day * 86_400) / 60) };
}
