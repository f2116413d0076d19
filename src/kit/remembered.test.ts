import assert from "node:assert/strict";
import { test } from "node:test";
import { remembered } from "#kit/remembered.ts";

test("what was asked lately is not looked for again, also when the answer was nothing", () => {
  const asked: string[] = [];
  const find = remembered(2, (text) => {
    asked.push(text);
    return text === "nobody" ? undefined : text.toUpperCase();
  });
  assert.deepEqual(["a", "a", "nobody", "nobody"].map(find), ["A", "A", undefined, undefined]);
  assert.deepEqual(asked, ["a", "nobody"]);
  assert.deepEqual(["c", "a", "c"].map(find), ["C", "A", "C"]); // two at most: the third made room
  assert.deepEqual(asked, ["a", "nobody", "c", "a"]);
});
