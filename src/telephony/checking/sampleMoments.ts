/** Moments to try rules with: between any two at which some time of the document begins or ends. */
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { minuteOf } from "#telephony/directing/times.ts";
import { isHoliday } from "#telephony/holidays/holidays.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Dates, Time } from "#telephony/settings/times.ts";
import { dateAfter, momentAt } from "./exampleCall.ts";

export interface Span {
  readonly at: WallTime;
  readonly date: string;
  /** Of that day, as the clock shows it; `to` is behind the last minute. */
  readonly from: number;
  readonly to: number;
  /** One of the plain days. */
  readonly isPlain: boolean;
}

export interface SampleMoments {
  readonly spans: readonly Span[];
  readonly isWhole: boolean;
}

const noon = 720;
const mostDays = 90;
const mostEdges = 40;

/** Every span of two weeks of plain days, and of each day that is not as other days are. */
export function sampleMoments({ times, rules, owner }: Settings, now: WallTime): SampleMoments {
  const { date: today } = localTime(now, owner.timeZone);
  const offUntil = rules.flatMap((rule) => rule.offUntil?.slice(0, 10) ?? []);
  const special = [...times.flatMap((time) => specialDays(time, today)), ...offUntil]
    .flatMap((date) => [-1, 0, 1].map((n) => dateAfter(date, n)))
    .filter((date) => date > today);
  const marked = new Set(special);
  const week = plainDays(today, marked);
  const days = [...new Set([...week, ...special.sort()])];
  const edges = [...new Set(times.flatMap(edgesOf))].sort((a, b) => a - b);
  const spans = days.slice(0, mostDays).flatMap((date) =>
    spansOf([0, ...edges.filter((edge) => edge > 0 && edge < 1440)].slice(0, mostEdges)).flatMap(
      ([from, to]): Span[] => {
        const at = momentAt(date, from <= noon && noon < to ? noon : from, owner.timeZone);
        const isPlain = week.includes(date) && !marked.has(date);
        return at === undefined ? [] : [{ at, date, from, to, isPlain }];
      },
    ),
  );
  const midday = spans.findIndex(({ from, to }) => from <= noon && noon < to);
  const first = spans.slice(midday, midday + 1);
  return {
    spans: [...first, ...spans.filter((span) => !first.includes(span))],
    isWhole: days.length <= mostDays && edges.length < mostEdges,
  };
}

/** The next fifteen that no date and no holiday is about, so that each week's hours are whole in them. */
function plainDays(today: string, marked: ReadonlySet<string>): readonly string[] {
  const from = (first: number) => Array.from({ length: 15 }, (_, n) => dateAfter(today, first + n));
  for (let first = 1; first < 200; first++) {
    const days = from(first);
    if (!days.some((date) => marked.has(date))) return days;
  }
  return from(1);
}

const spansOf = (edges: readonly number[]): readonly (readonly [number, number])[] =>
  [...new Set(edges)].map((from, i, all) => [from, all[i + 1] ?? 1440]);

function edgesOf({ weekly, dates, except }: Time): readonly number[] {
  const hours = [...dates, ...except].flatMap((one) => one.hours ?? []);
  return [...weekly, ...hours].flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]);
}

function specialDays({ dates, except, calendar }: Time, today: string): readonly string[] {
  const named = [...dates, ...except].flatMap((one) => endsOf(one, today));
  if (calendar === undefined || !("holidays" in calendar)) return named;
  const year = Array.from({ length: 366 }, (_, n) => dateAfter(today, n + 1));
  return [...named, ...year.filter((date) => isHoliday(calendar.holidays, date))];
}

/** Of a long journey its first day, its last, and one between. */
function endsOf({ from, to = from }: Dates, today: string): readonly string[] {
  const begin = from > today ? from : dateAfter(today, 1);
  return to < begin ? [] : [begin, ...(to > begin ? [dateAfter(begin, 1), to] : [])];
}
