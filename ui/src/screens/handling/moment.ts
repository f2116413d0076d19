import type { WallTime } from "#kit/time.ts";
import { type LocalTime, localTime } from "#telephony/directing/localTime.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";

const week = 7 * 1440;
const minuteMs = 60_000;

/** "21:30" → 1290. Half a text is no time. */
export function minuteOf(clock: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

/**
 * The next moment from now on when the owner's clock shows that day and minute. Where the clocks
 * change on the way, the first guess is an hour off and is put right by what the clock shows then.
 */
export function nextMoment(day: Weekday, minute: number, now: number, timeZone: string): number {
  const wanted = weekdays.indexOf(day) * 1440 + minute;
  const from = Math.floor(now / minuteMs) * minuteMs;
  const ahead = wanted - inWeek(localTime(from as WallTime, timeZone));
  const guess = from + ((ahead + week) % week) * minuteMs;
  const off = wanted - inWeek(localTime(guess as WallTime, timeZone));
  const nearest = ((off + week + week / 2) % week) - week / 2;
  return guess + nearest * minuteMs;
}

const inWeek = ({ weekday, minute }: LocalTime): number =>
  weekdays.indexOf(weekday) * 1440 + minute;
