import assert from "node:assert/strict";
import { test } from "node:test";
import { clashes, upon, withTheirs } from "./upon.ts";

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

const met: readonly (readonly [
  what: string,
  mine: Limits,
  now: Limits | undefined,
  at: readonly string[],
])[] = [
  ["nobody else wrote", { ...start, abroad: "allow" }, start, []],
  ["both wrote, each elsewhere", { ...start, minutes: 5 }, { ...start, abroad: "allow" }, []],
  ["both wrote the same", { ...start, minutes: 5 }, { ...start, minutes: 5 }, []],
  ["both wrote there", { ...start, minutes: 5 }, { ...start, minutes: 60 }, ["minutes"]],
  ["both wrote a list", { countries: ["FR"] }, { countries: ["DE"] }, ["countries"]],
  ["emptied, and gone", { ...start, abroad: "" }, { countries: ["GB"] }, []],
  ["emptied, and changed", { ...start, abroad: "" }, { ...start, abroad: "allow" }, ["abroad"]],
  ["it is not there any more", { ...start, minutes: 5 }, undefined, []],
];
for (const [what, mine, now, at] of met)
  test(`two who change one part: ${what}`, () => {
    assert.deepEqual(clashes(start, mine, now), at);
  });

test("of one value, both wrote it; theirs is taken there alone", () => {
  assert.deepEqual(clashes(1, 2, 3), [""]);
  assert.deepEqual(clashes(1, 1, 3), []);
  assert.equal(withTheirs([""], 2, 3), 3);
  const mine = { abroad: "allow", minutes: 5 };
  assert.deepEqual(withTheirs(["minutes"], mine, { abroad: "deny", minutes: 60 }), {
    ...mine,
    minutes: 60,
  });
});
