/** Whether a moment belongs to a time the owner named: by the week, by date, or by a calendar. */
import { dateOf, dayOf, momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import { isHoliday } from "#telephony/holidays/holidays.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import type { Dates, Time, Weekly } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import type { CalendarFacts } from "./facts.ts";
import type { LocalTime } from "./localTime.ts";

/**
 * The dates an owner named come before the exceptions, and those before the week and the calendar.
 * Calendars are read by the shell; `says` is what they say of this moment.
 */
export function isDuring(time: Time, now: LocalTime, says: readonly CalendarFacts[] = []): boolean {
  if (time.dates.some((dates) => isInDates(dates, now))) return true;
  if (time.weekly.some((span) => isInSpan(span, now, time.except))) return true;
  return calendarSays(time, now, says) && !isExcepted(time.except, now, now.date);
}

function calendarSays(
  { id, calendar }: Time,
  now: LocalTime,
  says: readonly CalendarFacts[],
): boolean {
  if (calendar === undefined) return false;
  if ("holidays" in calendar) return isHoliday(calendar.holidays, now.date);
  const wanted = calendar.title?.toLowerCase();
  const { on = [] } = says.find(({ time }) => time === id) ?? {};
  return on.some(({ title, busy }) =>
    wanted === undefined ? busy : title.toLowerCase().includes(wanted),
  );
}

/**
 * The clock on the wall decides, so a span is shorter or longer on the night the clocks change.
 * A span over midnight belongs to the day it began on: Friday 22:00 to 07:00 ends on Saturday.
 */
function isInSpan({ days, from, to }: Weekly, now: LocalTime, except: readonly Dates[]): boolean {
  const { weekday, minute } = now;
  const holds = (day: LocalTime["weekday"], begun: string): boolean =>
    days.includes(day) && !isExcepted(except, now, begun);
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  if (begin < end) return begin <= minute && minute < end && holds(weekday, now.date);
  if (minute >= begin) return holds(weekday, now.date);
  return minute < end && holds(dayBefore(weekday), dateBefore(now.date));
}

function isInDates(dates: Dates, now: LocalTime): boolean {
  const { hours } = dates;
  if (!hours) return isOn(dates, now.date);
  const [begin, end] = [minuteOf(hours.from), minuteOf(hours.to)];
  const { minute } = now;
  if (begin < end) return begin <= minute && minute < end && isOn(dates, now.date);
  if (minute >= begin) return isOn(dates, now.date);
  return minute < end && isOn(dates, dateBefore(now.date));
}

/** An exception without hours takes out all that begins on its days, the hours behind midnight too. */
const isExcepted = (except: readonly Dates[], now: LocalTime, begun: string): boolean =>
  except.some((dates) => (dates.hours ? isInDates(dates, now) : isOn(dates, begun)));

const isOn = ({ from, to }: Dates, date: string): boolean => from <= date && date <= (to ?? from);

const dateBefore = (date: string): string => dateOf(dayOf(date) - 1);

/** Of the day: `07:30` is 450. */
export const minuteOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The way back. */
export const clockText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(":");

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
