import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { untilOf } from "./until.ts";

const at = (text: string) => momentOf(text) ?? wallTime(0);

for (const [now, words, until] of [
  ["2026-11-27T12:30-05:00", "14:00", "2026-11-27T14:00-05:00"],
  ["2026-11-27T14:00-05:00", "14:00", "2026-11-28T14:00-05:00"],
  ["2026-11-27T22:30-05:00", "7:15", "2026-11-28T07:15-05:00"],
  ["2026-10-31T22:30-04:00", "07:00", "2026-11-01T07:00-05:00"],
  ["2026-11-27T12:30-05:00", "2026-11-29T08:00-05:00", "2026-11-29T08:00-05:00"],
  ["2026-03-07T12:00-05:00", "02:30", undefined],
  ["2026-11-27T12:30-05:00", "24:00", undefined],
  ["2026-11-27T12:30-05:00", "noon", undefined],
] as const)
  test(`at ${now} until ${words} is ${until ?? "no moment"}`, () => {
    const found = untilOf(words, at(now), "America/Toronto");
    assert.equal(found.ok ? found.value : undefined, until && at(until));
  });
