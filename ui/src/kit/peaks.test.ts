import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, nextSound, peaksIn } from "./peaks.ts";

test("an outline is read, and what is none is an empty one", () => {
  assert.deepEqual(peaksIn(btoa(String.fromCharCode(0, 255, 51))), [0, 1, 0.2]);
  assert.deepEqual(peaksIn("§"), []);
});

test("bars are as high as their loudest, the loudest of all reaches the top", () => {
  assert.deepEqual(barsOf([0.5, 0.1, 0.25, 0.25], 2), [1, 0.5]);
  assert.deepEqual(barsOf([0.5, 0.25], 4), [1, 1, 0.5, 0.5]);
  assert.deepEqual(barsOf([], 3), [0, 0, 0]);
});

/** Ten seconds, a bin each: three of speech, five of silence, two of speech. */
const peaks = [0.5, 0.4, 0.5, 0, 0.01, 0, 0, 0, 0.6, 0.5];
const silences: readonly (readonly [at: number, goesOn: number | undefined])[] = [
  [0, undefined],
  [2.9, undefined],
  [3, 7.75],
  [5.5, 7.75],
  [7, undefined],
  [8, undefined],
  [12, undefined],
];
for (const [at, goesOn] of silences)
  test(`after the silence at ${at} s it goes on at ${goesOn ?? "once"}`, () =>
    assert.equal(nextSound(peaks, 10, at), goesOn));

test("silence to the end is not jumped over, nor what nobody knows", () => {
  assert.equal(nextSound([0.5, 0, 0, 0], 8, 2), undefined);
  assert.equal(nextSound([], 8, 2), undefined);
});
