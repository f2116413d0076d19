/** Spans one behind the other as hours that a person would name. */

import { dayOf } from "#kit/calendar.ts";
import { clockText } from "#telephony/directing/times.ts";
import type { Weekday } from "#telephony/settings/week.ts";
import { weekdays } from "#telephony/settings/week.ts";
import { dateAfter } from "./exampleCall.ts";
import type { Span } from "./sampleMoments.ts";

type Run = readonly [Span, ...Span[]];

/** By the owner's clock; `begin` is where an example can be. */
export type Hours = { readonly begin: Span } & (
  | /** Week by week; `days` as `mon,tue`, those on which it begins; for less than a day. */
  { readonly days: string; readonly from: string; readonly to: string }
  /** Week by week, for longer. */
  | { readonly day: string; readonly from: string; readonly lastDay: string; readonly to: string }
  /** Once: `2026-12-24 22:00`. */
  | { readonly since: string; readonly until: string }
);

/** `all`: what was looked at, of which `silent` are part. */
export function hoursOf(silent: readonly Span[], all: readonly Span[]): readonly Hours[] {
  const isSilent = new Set(silent);
  const runs = runsOf(all).flatMap((block) =>
    runsOf(block.filter((span) => isSilent.has(span))).map(
      (run): Placed => ({
        run,
        isCut: { begin: run[0] === block[0], end: endOf(run) === endOf(block) },
      }),
    ),
  );
  const weekly = runs.filter(isWeekly).map(({ run }) => run);
  const once = runs.filter(isNoneOf(weekly)).map(({ run }) => run);
  const short = weekly.filter((run) => !isLong(run));
  const long = weekly.filter(isLong);
  return [
    ...[...Map.groupBy(short, clockOf).values()].flatMap(byWeek),
    ...[...Map.groupBy(long, (run) => `${beginOf(run)} ${lastOf(run)}`).values()].flatMap(overDays),
    ...once.map((run): Hours => ({ begin: run[0], ...between(run) })),
  ];
}

interface Placed {
  readonly run: Run;
  /** It may go on beyond what was looked at. */
  readonly isCut: { readonly begin: boolean; readonly end: boolean };
}

const isWeekly = ({ run, isCut }: Placed): boolean =>
  !isCut.begin && !isCut.end && run.every(({ isPlain }) => isPlain);

/** What happens week by week happens around other days too, and is seen there in part. */
function isNoneOf(weekly: readonly Run[]): (one: Placed) => boolean {
  const [begins, ends] = [new Set(weekly.map(beginOf)), new Set(weekly.map(lastOf))];
  const whole = new Set(weekly.map((run) => `${beginOf(run)} ${minutesOf(run)}`));
  return ({ run, isCut }) => {
    if (isCut.begin && ends.has(lastOf(run))) return false;
    if (isCut.end && begins.has(beginOf(run))) return false;
    if (isCut.begin || isCut.end) return isLong(run);
    return !whole.has(`${beginOf(run)} ${minutesOf(run)}`);
  };
}

/** In order, each as long as one span follows the other. */
function runsOf(spans: readonly Span[]): readonly Run[] {
  const runs: [Span, ...Span[]][] = [];
  for (const span of [...spans].sort((a, b) => a.at - b.at)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && follows(span, last)) run.push(span);
    else runs.push([span]);
  }
  return runs;
}

const follows = (span: Span, last: Span): boolean =>
  last.to === 1440
    ? span.from === 0 && span.date === dateAfter(last.date, 1)
    : span.date === last.date && span.from === last.to;

const minutesOf = (run: Run): number => run.reduce((sum, { from, to }) => sum + to - from, 0);
const isLong = (run: Run): boolean => minutesOf(run) >= 1440;

const dayName = (date: string): Weekday => weekdays[(dayOf(date) + 3) % 7] ?? "mon";
const endOf = (run: Run): Span => run.at(-1) ?? run[0];
const clockOf = (run: Run): string => `${run[0].from} ${endOf(run).to}`;
const beginOf = ([{ date, from }]: Run): string => `${dayName(date)} ${from}`;
const lastOf = (run: Run): string => `${dayName(endOf(run).date)} ${endOf(run).to}`;

function overDays([run]: readonly Run[]): readonly Hours[] {
  if (!run) return [];
  const [first, last] = [run[0], endOf(run)];
  const [day, lastDay] = [dayName(first.date), dayName(last.date)];
  return [{ begin: first, day, from: clockText(first.from), lastDay, to: clockText(last.to) }];
}

function byWeek(runs: readonly Run[]): readonly Hours[] {
  const [first] = runs;
  if (!first) return [];
  const begun = new Set(runs.map(([{ date }]) => dayName(date)));
  const days = weekdays.filter((day) => begun.has(day)).join();
  const [from, to] = [clockText(first[0].from), clockText(endOf(first).to)];
  return [{ begin: first[0], days, from, to }];
}

const between = (run: Run) => ({
  since: `${run[0].date} ${clockText(run[0].from)}`,
  until: `${endOf(run).date} ${clockText(endOf(run).to)}`,
});
