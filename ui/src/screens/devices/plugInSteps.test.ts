import assert from "node:assert/strict";
import { test } from "node:test";
import { plugInSteps, standing } from "./plugInSteps.ts";

const shown = (steps: object, isOver = false) =>
  plugInSteps.map((step) => standing({ steps, isOver }, step));

test("the first step that has not come is waited for, or was missed when the time is over", () => {
  assert.deepEqual(shown({}), ["next", "far", "far", "far"]);
  assert.deepEqual(shown({ seen: 1 }), ["done", "next", "far", "far"]);
  assert.deepEqual(shown({ seen: 1, asked: 2, got: 3 }, true), ["done", "done", "done", "missed"]);
  assert.deepEqual(
    shown({ seen: 1, asked: 2, got: 3, registered: 4 }, true),
    Array(4).fill("done"),
  );
});
