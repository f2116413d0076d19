import assert from "node:assert/strict";
import { test } from "node:test";
import { sameValue } from "#kit/sameValue.ts";

for (const [a, b, same] of [
  [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: "1" }, false],
  [null, {}, false],
] as const)
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are ${same ? "the same" : "different"}`, () =>
    assert.equal(sameValue(a, b), same));
