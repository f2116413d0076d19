import assert from "node:assert/strict";
import { test } from "node:test";
import { minuteOf, nextMoment } from "./moment.ts";

const toronto = "America/Toronto";
/** Tuesday 24 November 2026, 14:28 in Toronto. */
const afternoon = Date.UTC(2026, 10, 24, 19, 28);
const next = (day: "tue" | "sun" | "mon", minute: number, from = afternoon): string =>
  new Date(nextMoment(day, minute, from, toronto)).toISOString();

test("later today, and earlier today is next week", () => {
  assert.equal(next("tue", 22 * 60 + 40), "2026-11-25T03:40:00.000Z");
  assert.equal(next("tue", 9 * 60), "2026-12-01T14:00:00.000Z");
  assert.equal(next("tue", 14 * 60 + 28), "2026-11-24T19:28:00.000Z");
});
test("over the night when the clocks go forward the clock on the wall counts", () => {
  const saturday = Date.UTC(2026, 2, 7, 17); // 12:00; at 2:00 on Sunday 8 March it is 3:00
  assert.equal(next("sun", 12 * 60, saturday), "2026-03-08T16:00:00.000Z");
  assert.equal(next("mon", 0, saturday), "2026-03-09T04:00:00.000Z");
});
test("only a whole clock is a time", () => {
  assert.deepEqual(["07:05", "7:5", "", "23:59"].map(minuteOf), [425, undefined, undefined, 1439]);
});
