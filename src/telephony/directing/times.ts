/** Whether a moment belongs to a time the owner named: by the week, by date, or by a calendar. */
import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import type { Time, Weekly } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import type { LocalTime } from "./localTime.ts";

/** Calendars are read by the shell; `says` holds the ids of times whose calendar includes now. */
export const isDuring = (time: Time, now: LocalTime, says: readonly string[] = []): boolean =>
  time.weekly.some((span) => isInSpan(span, now)) ||
  time.dates.some(({ from, to }) => from <= now.date && now.date <= (to ?? from)) ||
  (time.calendar !== undefined && says.includes(time.id));

/**
 * The clock on the wall decides, so a span is shorter or longer on the night the clocks change.
 * A span over midnight belongs to the day it began on: Friday 22:00 to 07:00 ends on Saturday.
 */
function isInSpan({ days, from, to }: Weekly, { weekday, minute }: LocalTime): boolean {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  const today = days.includes(weekday);
  if (begin < end) return today && begin <= minute && minute < end;
  return (today && minute >= begin) || (days.includes(dayBefore(weekday)) && minute < end);
}

/** Of the day: `07:30` is 450. */
export const minuteOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const dayBefore = (day: Weekly["days"][number]): Weekly["days"][number] =>
  weekdays.at(weekdays.indexOf(day) - 1) ?? day;

/** The mode in force: one that was set for a while gives way to `schedule` when its time is over. */
export function modeAt({ now, until }: Settings["mode"], at: WallTime): string {
  const end = until === undefined ? undefined : momentOf(until);
  return end !== undefined && at >= end ? "schedule" : now;
}

/** True while a rule is switched off; `offUntil` is a moment, or a day that begins in the owner's zone. */
export function isOff({ enabled, offUntil }: Rule, at: WallTime, now: () => LocalTime): boolean {
  if (!enabled) return true;
  if (offUntil === undefined) return false;
  const end = momentOf(offUntil);
  return end === undefined ? now().date < offUntil : at < end;
}
