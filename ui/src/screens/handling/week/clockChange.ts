/** The days when the clocks change: the week is painted by the clock on the wall, so something is longer or shorter. */
import type { WallTime } from "#kit/time.ts";
import { type LocalTime, localTime } from "#telephony/directing/localTime.ts";
import { weekdays } from "#telephony/settings/week.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import { blocksOf, dayLength, onRing } from "./blocks.ts";

export interface ClockChange {
  /** When it happens. */
  readonly at: number;
  /** Minutes the clock leaps over, or shows twice when negative. */
  readonly leap: number;
  /** Which of the times are that much shorter or longer, each in minutes above zero. */
  readonly times: readonly { readonly id: string; readonly minutes: number }[];
}

const minuteMs = 60_000;

/** The next one within so many days. */
export function nextClockChange(
  times: readonly TimeSettings[],
  { now, days, timeZone }: { now: number; days: number; timeZone: string },
): ClockChange | undefined {
  const show = (at: number): LocalTime => localTime(at as WallTime, timeZone);
  const ahead = (at: number): number => wall(show(at)) - Math.floor(at / minuteMs);
  const begin = Math.floor(now / minuteMs) * minuteMs;
  const end = begin + days * dayLength * minuteMs;
  for (let from = begin; from < end; from += dayLength * minuteMs) {
    if (ahead(from) === ahead(from + dayLength * minuteMs)) continue;
    const at = changeBetween(ahead, from, from + dayLength * minuteMs);
    const leap = ahead(at) - ahead(at - minuteMs);
    return { at, leap, times: touched(times, show(at), leap) };
  }
  return undefined;
}

/** Minutes of a clock that counts days. */
const wall = ({ date, minute }: LocalTime): number => Date.parse(date) / minuteMs + minute;

function changeBetween(ahead: (at: number) => number, from: number, to: number): number {
  let [before, after] = [from, to];
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs;
    if (ahead(middle) === ahead(from)) before = middle;
    else after = middle;
  }
  return after;
}

/** The hours that are missing or there twice, by whom they belong to. */
function touched(times: readonly TimeSettings[], after: LocalTime, leap: number) {
  const now = weekdays.indexOf(after.weekday) * dayLength + after.minute;
  const first = leap > 0 ? now - leap : now;
  const minutes = Array.from({ length: Math.abs(leap) }, (_, i) => onRing(first + i));
  return times.flatMap(({ id, weekly = [] }) => {
    const blocks = blocksOf(weekly);
    const held = minutes.filter((minute) =>
      blocks.some(({ start, length }) => onRing(minute - start) < length),
    );
    return held.length === 0 ? [] : [{ id, minutes: held.length }];
  });
}
