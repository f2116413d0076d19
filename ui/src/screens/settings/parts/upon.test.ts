import assert from "node:assert/strict";
import { test } from "node:test";
import { upon } from "./upon.ts";

interface Limits {
  readonly abroad?: string;
  readonly minutes?: number;
  readonly countries?: readonly string[];
}
const start: Limits = { abroad: "deny", countries: ["GB"] };

const cases: readonly (readonly [what: string, mine: Limits, now: Limits, wanted: Limits])[] = [
  ["nobody else wrote", { abroad: "allow" }, start, { abroad: "allow" }],
  [
    "somebody wrote beside it",
    { ...start, abroad: "allow" },
    { ...start, minutes: 60 },
    { abroad: "allow", minutes: 60, countries: ["GB"] },
  ],
  [
    "both wrote there: the later one",
    { ...start, minutes: 5 },
    { ...start, minutes: 60 },
    { ...start, minutes: 5 },
  ],
  [
    "what was taken out stays out",
    { abroad: "deny" },
    { ...start, minutes: 1 },
    { abroad: "deny", minutes: 1 },
  ],
];
for (const [what, mine, now, wanted] of cases)
  test(`a part upon what is there by now, ${what}`, () => {
    assert.deepEqual(upon(start, mine, now), wanted);
  });

test("a list, or what is not there any more, is as it was written", () => {
  assert.deepEqual(upon(["a"], ["b"], ["a", "c"]), ["b"]);
  assert.deepEqual(upon(start, { abroad: "allow" }, undefined), { abroad: "allow" });
});
