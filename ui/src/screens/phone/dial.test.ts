import assert from "node:assert/strict";
import { test } from "node:test";
import { dragged, holes, lasts, letGo, pulsesAt, sweepOf, turnedAt, wound } from "./dial.ts";

test("from 60° for 1 to 330° for 0, all before the stop comes round again", () =>
  assert.deepEqual(holes.map(sweepOf), [60, 90, 120, 150, 180, 210, 240, 270, 300, 330]));

for (const [hole, back] of [
  ["1", 200],
  ["5", 600],
  ["0", 1100],
] as const)
  test(`${hole} runs back in ${back} ms: ten pulses a second`, () => {
    const { hole: dials, from, to } = letGo(hole, sweepOf(hole));
    assert.equal(dials, hole);
    assert.equal(Math.round(lasts({ hole, from, to })), back);
  });

test("wound and run back, it ends where it began", () => {
  const turn = wound("9");
  const all = lasts(turn);
  assert.equal(turnedAt(turn, 0), 0);
  assert.equal(turnedAt(turn, 500), 300);
  assert.equal(Math.round(turnedAt(turn, 500 + 100)), 270);
  assert.ok(turnedAt(turn, all) < 1e-9);
});

test("let go of before the stop it dials nothing", () => {
  assert.equal(letGo("3", 80).hole, undefined);
  assert.equal(letGo("3", 113).hole, "3");
});

test("a finger takes it along by the shorter way, over the top too, and never past the stop or rest", () => {
  assert.equal(dragged("3", 0, 350, 20), 30);
  assert.equal(dragged("3", 30, 20, 350), 0);
  assert.equal(dragged("3", 100, 100, 170), 120);
  assert.equal(dragged("3", 10, 60, 0), 0);
});

test("pulses pass on the way back alone, as many as the digit says and one pitch more for the stop", () => {
  const turn = wound("4");
  const winds = sweepOf("4") / 0.6;
  assert.equal(pulsesAt(turn, winds), 0);
  assert.equal(pulsesAt(turn, winds + 250), 2);
  assert.equal(pulsesAt(turn, lasts(turn)), 5);
});
