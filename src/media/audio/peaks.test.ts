import assert from "node:assert/strict";
import { test } from "node:test";
import { peaksOf } from "./peaks.ts";

const sound = (...parts: readonly (readonly [length: number, level: number])[]): Int16Array =>
  Int16Array.from(parts.flatMap(([length, level]) => new Array<number>(length).fill(level)));

const tables: readonly (readonly [string, Int16Array, number, readonly number[]])[] = [
  ["nothing", sound(), 4, []],
  ["silence", sound([8, 0]), 4, [0, 0, 0, 0]],
  ["half loud, half silent", sound([4, 16_384], [4, 0]), 4, [128, 128, 0, 0]],
  ["the other side of zero", sound([2, -32_768], [2, 32_767]), 2, [255, 255]],
  ["fewer samples than bins", sound([1, 32_767], [1, 0]), 4, [255, 0]],
  ["bins that do not come out even", sound([1, 32_767], [2, 0]), 2, [255, 0]],
];
for (const [what, samples, most, wanted] of tables)
  test(`the outline of ${what}`, () => assert.deepEqual([...peaksOf(samples, most)], wanted));

test("a click in a long silence is seen, and a minute has 400 bins", () => {
  const minute = sound([8000 * 60, 0]);
  minute[8000 * 30 + 7] = 20_000;
  const peaks = peaksOf(minute);
  assert.equal(peaks.length, 400);
  assert.deepEqual([...peaks].filter((one) => one > 0).length, 1);
});
