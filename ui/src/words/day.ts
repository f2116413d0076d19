/** The owner's day as a band: which of the named times each minute belongs to. */

import type { WallTime } from "#kit/time.ts";
import { type LocalTime, localTime } from "#telephony/directing/localTime.ts";
import { isDuring, minuteOf } from "#telephony/directing/times.ts";
import type { Time } from "#telephony/settings/times.ts";
import type { TimeSettings } from "./decision.ts";

export interface DayPart {
  readonly time: string;
  /** Minutes since midnight; `end` is not in it any more. */
  readonly start: number;
  readonly end: number;
  /** Which of the times it is, for its colour. */
  readonly index: number;
}

const wholeDay = 1440;

/** Minutes since midnight on the owner's clock. */
export const minuteOfDay = (at: number, timeZone: string): number =>
  localTime(at as WallTime, timeZone).minute;

/**
 * From midnight to midnight around that moment, by the same function that directs calls; where two
 * times overlap, the one that the owner named first is shown. Public holidays are in it; calendars
 * that the server fetches are not.
 */
export function partsOfDay(
  times: readonly TimeSettings[],
  at: number,
  timeZone: string,
): readonly DayPart[] {
  return parts(times, localTime(at as WallTime, timeZone));
}

function parts(times: readonly TimeSettings[], today: LocalTime): readonly DayPart[] {
  const whole = times.map(({ id, weekly = [], dates = [], except = [], calendar }) => ({
    id,
    weekly,
    dates,
    except,
    ...(calendar !== undefined && "holidays" in calendar && { calendar }),
  }));
  const found: DayPart[] = [];
  const starts = edgesOf(whole);
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? wholeDay;
    const index = whole.findIndex((time) => isDuring(time, { ...today, minute: start }));
    const last = found.at(-1);
    const time = times[index]?.id;
    if (last?.index === index && last.end === start) found.splice(-1, 1, { ...last, end });
    else if (time !== undefined) found.push({ time, start, end, index });
  }
  return found;
}

/** Where a time may begin or end: between two of them the day is all one. */
function edgesOf(times: readonly Pick<Time, "weekly" | "dates" | "except">[]): readonly number[] {
  const spans = times.flatMap(({ weekly, dates, except }) => [
    ...weekly,
    ...[...dates, ...except].flatMap(({ hours }) => hours ?? []),
  ]);
  const edges = spans.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]);
  return [...new Set([0, ...edges])].filter((edge) => edge < wholeDay).sort((a, b) => a - b);
}
