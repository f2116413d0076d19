import assert from "node:assert/strict";
import { test } from "node:test";
import type { Weekday } from "#telephony/settings/week.ts";
import type { DateText } from "#telephony/settings/words.ts";
import { minuteOfDay, partsOfDay } from "./day.ts";
import type { TimeSettings } from "./decision.ts";

const everyDay: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const night: TimeSettings = {
  id: "night",
  weekly: [{ days: everyDay, from: "22:00", to: "07:00" }],
};
const working: TimeSettings = {
  id: "working",
  weekly: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:30" }],
};
const holidays: TimeSettings = {
  id: "holidays",
  dates: [{ from: "2026-12-24" as DateText, to: "2026-12-26" as DateText }],
};
const zone = "America/Toronto";
const told = (times: readonly TimeSettings[], day: number): readonly string[] =>
  partsOfDay(times, day, zone).map(({ time, start, end }) => `${time} ${start / 60}-${end / 60}`);

test("a night over midnight is at both ends of the day", () =>
  assert.deepEqual(told([night, working], Date.UTC(2026, 10, 24, 19, 28)), [
    "night 0-7",
    "working 9-17.5",
    "night 22-24",
  ]));
test("a span belongs to the day it began on: no Sunday evening, no Monday morning", () => {
  const friday: TimeSettings = {
    id: "out",
    weekly: [{ days: ["fri"], from: "20:00", to: "02:00" }],
  };
  assert.deepEqual(told([friday], Date.UTC(2026, 10, 28, 12)), ["out 0-2"]);
  assert.deepEqual(told([friday], Date.UTC(2026, 10, 29, 12)), []);
});
test("days of the calendar are whole, and what was named first is shown", () => {
  const christmas = Date.UTC(2026, 11, 25, 12);
  assert.deepEqual(told([holidays, night], christmas), ["holidays 0-24"]);
  assert.deepEqual(told([night, holidays], christmas), [
    "night 0-7",
    "holidays 7-22",
    "night 22-24",
  ]);
});
test("the clock on the wall is the owner's", () =>
  assert.equal(minuteOfDay(Date.UTC(2026, 10, 25, 4, 59), zone), 1439));
