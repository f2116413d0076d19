import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { momentOf, momentText } from "./calendar.ts";
import { wallTime } from "./time.ts";

test("a moment is read as the runtime reads it", () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      (date) => momentOf(date.toISOString()) === date.getTime(),
    ),
  ));

test("a moment is written as the runtime writes it, to the second", () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      (date) => momentText(wallTime(date.getTime())) === date.toISOString().replace(/\.\d+Z$/, "Z"),
    ),
  ));

test("offsets count, seconds may be missing", () => {
  assert.equal(momentOf("2026-11-27T18:05-05:00"), Date.UTC(2026, 10, 27, 23, 5));
  assert.equal(momentOf("2026-01-01T00:30:00.5+0100"), Date.UTC(2025, 11, 31, 23, 30, 0, 500));
});

for (const text of [
  "",
  "2026-11-27",
  "2026-11-27T18:05",
  "2026-02-29T00:00Z",
  "2026-13-01T00:00Z",
  "2026-01-01T25:00Z",
  "x",
])
  test(`${JSON.stringify(text)} is no moment`, () => assert.equal(momentOf(text), undefined));
