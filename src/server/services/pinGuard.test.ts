import assert from "node:assert/strict";
import { test } from "node:test";
import { hours, wallTime } from "#kit/time.ts";
import { PinGuard } from "./pinGuard.ts";

test("five wrong PINs at one telephone, and it is not asked for an hour; at another one it is", () => {
  let now = wallTime(0);
  const guard = new PinGuard(() => now);
  for (let i = 0; i < 5; i++) {
    assert.equal(guard.mayTry("hall"), true);
    assert.equal(guard.isRight("0000", "1815", "hall"), false);
  }
  assert.equal(guard.mayTry("hall"), false);
  assert.equal(guard.isRight("1815", "1815", "hall"), false, "not even the right one");
  assert.equal(guard.isRight("1815", "1815", "kitchen"), true);
  now = wallTime(hours(1));
  assert.equal(guard.isRight("1815", "1815", "hall"), true);
});

test("a right one forgives those before it, and where there is no PIN none is right", () => {
  const guard = new PinGuard(() => wallTime(0));
  for (let i = 0; i < 9; i++) {
    assert.equal(guard.isRight("1", "1815", "hall"), false);
    assert.equal(guard.isRight("1815", "1815", "hall"), true);
  }
  assert.equal(guard.isRight("", null, "hall"), false);
});
