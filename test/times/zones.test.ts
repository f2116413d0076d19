import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { isDuring } from "#telephony/directing/times.ts";
import { type Time, time } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import { dayNumber, readZone, shown, yearAt, type Zone } from "./tzif.ts";

/** The last year until which a zone's rules are old enough to be the same in every release. */
const zones: Readonly<Record<string, number>> = {
  "America/Toronto": 2037,
  "America/New_York": 2044,
  "America/Los_Angeles": 2037,
  "America/Sao_Paulo": 2024,
  "America/St_Johns": 2044,
  "America/Havana": 2024,
  "Europe/Berlin": 2044,
  "Europe/London": 2044,
  "Europe/Dublin": 2037,
  "Europe/Lisbon": 2037,
  "Africa/Casablanca": 2023,
  "Africa/Cairo": 2024,
  "Asia/Tehran": 2024,
  "Asia/Kathmandu": 2037,
  "Asia/Tokyo": 2037,
  "Asia/Gaza": 2020,
  "Australia/Lord_Howe": 2037,
  "Australia/Sydney": 2044,
  "Pacific/Auckland": 2044,
  "Pacific/Apia": 2024,
};
const eachZone = 5000; // 100,000 in all

/** The same luck every run. */
function luck(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const two = (n: number): string => String(n).padStart(2, "0");
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Spans of any kind: within a day, over midnight, over the end of the week, of no length; dates and exceptions. */
function anyTime(draw: (below: number) => number, year: number): Time {
  const span = () => ({
    from: clock(draw(1440)),
    to: draw(20) === 0 ? "24:00" : clock(draw(1440)),
  });
  const days = weekdays.filter(() => draw(2) === 0);
  const dates = () => {
    const [month, day] = [1 + draw(12), 1 + draw(27)];
    const from = `${year}-${two(month)}-${two(day)}`;
    const to =
      draw(2) === 0 ? { to: `${year}-${two(month)}-${two(day + draw(28 - day + 1))}` } : {};
    return { from, ...to, ...(draw(2) === 0 && { hours: span() }) };
  };
  return time.parse({
    id: "it",
    weekly: Array.from({ length: draw(3) }, () => ({
      days: days.length > 0 ? days : ["sun"],
      ...span(),
    })),
    dates: Array.from({ length: draw(2) }, dates),
    except: Array.from({ length: draw(3) }, dates),
  });
}

const dayOf = (date: string): number => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return dayNumber(year, month, day);
};
const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

type Stretch = readonly [from: number, to: number];

/** Minutes of a clock that counts on over midnight: a day's stretch may end on the next. */
function stretch(day: number, { from, to }: { from: string; to: string }): Stretch {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return [day * 1440 + begin, day * 1440 + (end > begin ? end : end + 1440)];
}
const isWithin = (minute: number, [from, to]: Stretch): boolean => from <= minute && minute < to;

/** The second opinion: everything laid out as stretches of clock minutes, for yesterday and today. */
function expected(it: Time, day: number, minute: number): boolean {
  const now = day * 1440 + minute;
  const both = [day - 1, day];
  const covers = (dates: Time["dates"][number], of: readonly number[]): readonly Stretch[] =>
    of
      .filter((one) => dayOf(dates.from) <= one && one <= dayOf(dates.to ?? dates.from))
      .map((one) => (dates.hours ? stretch(one, dates.hours) : [one * 1440, (one + 1) * 1440]));
  if (it.dates.some((dates) => covers(dates, both).some((one) => isWithin(now, one)))) return true;
  return it.weekly.some(({ days, ...span }) =>
    both.some((begun) => {
      const name = weekdays[(((begun + 3) % 7) + 7) % 7];
      if (name === undefined || !days.includes(name) || !isWithin(now, stretch(begun, span)))
        return false;
      return !it.except.some((dates) =>
        dates.hours
          ? covers(dates, both).some((one) => isWithin(now, one))
          : covers(dates, [begun]).length > 0,
      );
    }),
  );
}

/** Half of them anywhere, half of them near a change of the clocks. */
function instants(zone: Zone, last: number, draw: (below: number) => number): readonly number[] {
  const [from, to] = [dayNumber(2012, 1, 1) * 86_400, dayNumber(last + 1, 1, 1) * 86_400];
  const changes = zone.changes.filter(({ at }) => from < at && at < to);
  return Array.from({ length: eachZone }, (_, i) => {
    const change = changes[draw(Math.max(1, changes.length))];
    if (i % 2 === 0 || change === undefined) return from + draw((to - from) / 60) * 60 + draw(60);
    return change.at - 10_800 + draw(21_600);
  });
}

for (const [name, last] of Object.entries(zones))
  test(`${name}: the clock and the owner's times, as the compiled database has them`, () => {
    const zone = readZone(name);
    const draw = luck(name.length * 7919 + last);
    for (const at of instants(zone, last, draw)) {
      const there = shown(zone, at);
      const now = localTime(wallTime(at * 1000), name);
      assert.deepEqual(
        [dayOf(now.date), weekdays.indexOf(now.weekday), now.minute],
        [there.day, (there.day + 3) % 7, there.minute],
        `${name} at ${at}`,
      );
      const it = anyTime(draw, yearAt(at));
      assert.equal(
        isDuring(it, now),
        expected(it, there.day, there.minute),
        `${name} at ${at}: ${JSON.stringify(it)} at ${now.date} ${clock(now.minute)}`,
      );
    }
  });
