import assert from "node:assert/strict";
import { test } from "node:test";
import { busyIn, lineOf } from "./busyHours.ts";

test("the busiest hour of a day is told, the later of two that are alike", () => {
  assert.deepEqual(busyIn([0, 3, 1, 3, 0]), { all: 7, most: 3, ago: 1 });
  assert.deepEqual(busyIn([0, 0]), { all: 0, most: 0, ago: 0 });
  assert.deepEqual(busyIn([]), { all: 0, most: 0, ago: 0 });
});

test("the line goes from edge to edge, and lies flat where nobody called", () => {
  assert.equal(lineOf([0, 2, 1], 10, 12), "0.0,11.0 5.0,1.0 10.0,6.0");
  assert.equal(lineOf([0, 0], 10, 12), "0.0,11.0 10.0,11.0");
});
