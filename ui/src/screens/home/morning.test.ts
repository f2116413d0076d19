import assert from "node:assert/strict";
import { test } from "node:test";
import { morning } from "./morning.ts";

const at = (text: string): number => Date.parse(text);

test("the next morning is eight o'clock by the owner's clock, also where the clocks change", () => {
  for (const [now, end] of [
    ["2026-11-24T14:28:00-05:00", "2026-11-25T08:00:00-05:00"],
    ["2026-11-24T01:00:00-05:00", "2026-11-24T08:00:00-05:00"],
    ["2026-11-24T05:00:00-05:00", "2026-11-25T08:00:00-05:00"],
    ["2026-10-31T22:00:00-04:00", "2026-11-01T08:00:00-05:00"],
    ["2026-03-07T22:00:00-05:00", "2026-03-08T08:00:00-04:00"],
  ] as const)
    assert.equal(
      new Date(morning(at(now), "America/Toronto")).toISOString(),
      new Date(end).toISOString(),
    );
});
