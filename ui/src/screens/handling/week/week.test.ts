import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { isDuring } from "#telephony/directing/times.ts";
import { validate } from "#telephony/settings/validate.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import {
  type Block,
  blocksOf,
  dayLength,
  nearerWay,
  onRing,
  rectangle,
  resized,
  weekLength,
  weeklyOf,
  withBlock,
  without,
} from "./blocks.ts";
import { edged, neighbour, painted, pieceAt, piecesOf } from "./board.ts";
import { nextClockChange } from "./clockChange.ts";

/* What the week is when it is painted: held against a plain array of its minutes. */

const minutesOf = (blocks: readonly Block[]): readonly boolean[] => {
  const minutes = new Array<boolean>(weekLength).fill(false);
  for (const { start, length } of blocks)
    for (let i = 0; i < length; i++) minutes[onRing(start + i)] = true;
  return minutes;
};
const textOf = (blocks: readonly Block[]): string =>
  minutesOf(blocks)
    .map((one) => (one ? "1" : "0"))
    .join("");

const block = fc.record({
  start: fc.integer({ min: 0, max: weekLength - 1 }),
  length: fc.integer({ min: 1, max: dayLength }),
});
const blocks = fc.array(block, { maxLength: 6 });
const clock = (at: number): string =>
  `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
const weekly = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    from: fc.integer({ min: 0, max: 1439 }).map(clock),
    to: fc.integer({ min: 0, max: 1440 }).map(clock),
  }),
  { maxLength: 4 },
);
const night: TimeSettings = {
  id: "night",
  weekly: [{ days: [...weekdays], from: "22:00", to: "07:00" }],
};
const working: TimeSettings = {
  id: "working",
  weekly: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
};
const house = [night, working];

test("what the settings say and what is painted are the same minutes, and each begins where it began", () => {
  fc.assert(
    fc.property(weekly, (lines) => {
      const painted = blocksOf(lines);
      const again = weeklyOf(painted);
      assert.deepEqual(blocksOf(again), painted);
      const minutes = minutesOf(painted);
      for (let at = 0; at < weekLength; at += 7) {
        const now = { date: "", weekday: dayOf(at), minute: at % dayLength };
        const said = isDuring({ id: "it", weekly: again, dates: [], except: [] }, now);
        assert.equal(minutes[at], said);
        assert.equal(isDuring({ id: "it", weekly: lines, dates: [], except: [] }, now), said);
      }
    }),
    { numRuns: 60 },
  );
});

const dayOf = (at: number): Weekday => weekdays[Math.floor(at / dayLength)] ?? "mon";

test("painting adds those minutes and no others, erasing takes them", () => {
  fc.assert(
    fc.property(blocks, block, (there, stroke) => {
      const stroked = minutesOf([stroke]);
      const before = minutesOf(there);
      const more = minutesOf(withBlock(there, stroke));
      const less = minutesOf(without(there, stroke));
      for (let at = 0; at < weekLength; at++) {
        assert.equal(more[at], before[at] || stroked[at]);
        assert.equal(less[at], before[at] && !stroked[at]);
      }
      for (const one of [...withBlock(there, stroke), ...without(there, stroke)])
        assert.ok(one.length >= 1 && one.length <= dayLength && one.start < weekLength);
    }),
    { numRuns: 80 },
  );
});

test("an edge moves by what is asked, never past the other one, and never further than a day", () => {
  fc.assert(
    fc.property(block, fc.integer({ min: -3000, max: 3000 }), (one, by) => {
      const end = resized(one, "end", by);
      assert.equal(end.start, one.start);
      assert.equal(end.length, Math.min(1440, Math.max(Math.min(15, one.length), one.length + by)));
      const start = resized(one, "start", by);
      assert.equal(onRing(start.start + start.length), onRing(one.start + one.length));
      assert.ok(start.length >= 1 && start.length <= dayLength);
    }),
  );
  fc.assert(
    fc.property(fc.nat(10_079), fc.nat(10_079), (from, to) => {
      const way = nearerWay(from, to);
      assert.equal(onRing(from + way), to);
      assert.ok(Math.abs(way) <= weekLength / 2);
    }),
  );
});

test("a block goes on over midnight, and over the end of the week", () => {
  const sunday = withBlock([], { start: 6 * dayLength + 22 * 60, length: 9 * 60 });
  assert.deepEqual(weeklyOf(sunday), [{ days: ["sun"], from: "22:00", to: "07:00" }]);
  const later = withBlock(sunday, { start: 7 * 60, length: 60 });
  assert.deepEqual(weeklyOf(later), [{ days: ["sun"], from: "22:00", to: "08:00" }]);
  const broken = without(later, { start: weekLength - 60, length: 120 });
  assert.deepEqual(weeklyOf(broken), [
    { days: ["mon"], from: "01:00", to: "08:00" },
    { days: ["sun"], from: "22:00", to: "23:00" },
  ]);
  const days = withBlock(withBlock([], { start: 0, length: 1440 }), { start: 1440, length: 1440 });
  assert.deepEqual(weeklyOf(days), [{ days: ["mon", "tue"], from: "00:00", to: "24:00" }]);
});

test("what is painted over other times takes their place, and their lines elsewhere stay as written", () => {
  const lunch = rectangle({ day: 0, minute: 13 * 60 }, { day: 2, minute: 12 * 60 });
  assert.equal(lunch.length, 3);
  const times = painted(house, "night", lunch);
  assert.deepEqual(
    times[1]?.weekly,
    [
      { days: ["thu", "fri"], from: "09:00", to: "17:00" },
      { days: ["mon", "tue", "wed"], from: "09:00", to: "12:00" },
      { days: ["mon", "tue", "wed"], from: "13:00", to: "17:00" },
    ].sort((a, b) => (a.from + a.days[0] < b.from + b.days[0] ? -1 : 1)),
  );
  assert.deepEqual(times[0]?.weekly?.at(-1), { days: [...weekdays], from: "22:00", to: "07:00" });
  assert.equal(painted(house, "night", [{ start: 23 * 60, length: 60 }])[1], working);
  assert.equal(painted(house, "night", [{ start: 23 * 60, length: 60 }])[0], night);
  const read = validate({ schema: 3, times });
  assert.ok(read.ok || read.problem.every(({ path }) => !path.startsWith("/times")));
});

test("what is seen is whole, and where times overlap the first named is", () => {
  fc.assert(
    fc.property(weekly, weekly, (one, two) => {
      const times = [
        { id: "one", weekly: one },
        { id: "two", weekly: two },
      ];
      const first = minutesOf(blocksOf(one));
      const second = minutesOf(blocksOf(two));
      const seen = piecesOf(times).flatMap((pieces) =>
        pieces.flatMap(({ from, end, time }) =>
          new Array<string | undefined>(end - from).fill(time),
        ),
      );
      const owners = first.map((held, at) => (held ? "one" : second[at] ? "two" : undefined));
      assert.deepEqual(seen, owners);
    }),
    { numRuns: 60 },
  );
});

test("the arrows reach every piece, in their order", () => {
  const days = piecesOf(house);
  const all = days.flat();
  let at = all[0];
  const met = [at];
  for (let i = 1; at && i < all.length; i++) {
    at = neighbour(days, at, "ArrowRight");
    met.push(at);
  }
  assert.deepEqual(met, all);
  const tuesday = pieceAt(days, dayLength + 10 * 60);
  assert.equal(tuesday?.time, "working");
  assert.ok(tuesday);
  assert.deepEqual(neighbour(days, tuesday, "ArrowUp"), {
    ...tuesday,
    day: 0,
    block: days[0]?.[2]?.block,
  });
  assert.equal(neighbour(days, tuesday, "End").end, dayLength);
  assert.equal(neighbour(days, all[0] ?? tuesday, "ArrowLeft"), all[0]);
});

test("a night's edge moves on the morning after too", () => {
  const block = { start: 2 * dayLength + 22 * 60, length: 540 };
  const times = edged(house, { time: "night", block, edge: "end", by: 150 });
  assert.deepEqual(times[0]?.weekly?.find(({ to }) => to === "09:30")?.days, ["wed"]);
  assert.deepEqual(times[1]?.weekly?.find(({ from }) => from === "09:30")?.days, ["thu"]);
  const shorter = edged(house, { time: "night", block, edge: "start", by: 60 });
  assert.deepEqual(shorter[0]?.weekly?.find(({ from }) => from === "23:00")?.days, ["wed"]);
  assert.equal(textOf(blocksOf(shorter[1]?.weekly ?? [])), textOf(blocksOf(working.weekly ?? [])));
});

test("the two odd days of the year say which time is longer or shorter", () => {
  const timeZone = "America/Toronto";
  const at = (now: number) => nextClockChange(house, { now, days: 14, timeZone });
  const spring = at(Date.UTC(2027, 2, 10));
  assert.deepEqual(spring, {
    at: Date.UTC(2027, 2, 14, 7),
    leap: 60,
    times: [{ id: "night", minutes: 60 }],
  });
  const autumn = at(Date.UTC(2026, 9, 25));
  assert.equal(autumn?.leap, -60);
  assert.deepEqual(autumn?.times, [{ id: "night", minutes: 60 }]);
  assert.equal(localTime(wallTime(autumn?.at ?? 0), timeZone).minute, 60);
  assert.equal(at(Date.UTC(2026, 10, 24)), undefined);
  const lordHowe = nextClockChange(house, {
    now: Date.UTC(2026, 9, 1),
    days: 14,
    timeZone: "Australia/Lord_Howe",
  });
  assert.equal(lordHowe?.leap, 30);
});
