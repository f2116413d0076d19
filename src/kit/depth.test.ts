import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeeper } from "./depth.ts";

const rows: readonly (readonly [value: unknown, most: number, wanted: boolean])[] = [
  ["a", 0, false],
  [null, 0, false],
  [[], 0, true],
  [{ a: [1], b: 2 }, 2, false],
  [{ a: [{ c: 3 }], b: 2 }, 2, true],
];
for (const [value, most, wanted] of rows)
  test(`${JSON.stringify(value)} is ${wanted ? "" : "not "}deeper than ${most}`, () =>
    assert.equal(isDeeper(value, most), wanted));

test("looking is no deeper than asked for", () => {
  const deep: unknown = JSON.parse("[".repeat(5000) + "]".repeat(5000));
  assert.equal(isDeeper(deep, 100), true);
});
