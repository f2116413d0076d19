import assert from "node:assert/strict";
import { test } from "node:test";
import { hours, type Instant } from "#kit/time.ts";
import { PinGuard } from "./pinGuard.ts";

let now = 0 as Instant;
const clock = { now: () => now };

test("the right PIN opens, and forgives the wrong ones before it", () => {
  const guard = new PinGuard(clock, () => "1815");
  for (let i = 0; i < 20; i++)
    assert.equal(guard.isRight(i % 2 === 0 ? "1816" : "1815"), i % 2 === 1);
  assert.ok(guard.isOpen);
});

test("nine wrong ones in a row shut it for an hour, to the right one too", () => {
  const guard = new PinGuard(clock, () => "1815");
  for (let i = 0; i < 9; i++) assert.equal(guard.isRight(String(i)), false);
  assert.deepEqual([guard.isOpen, guard.isRight("1815")], [false, false]);
  now = (now + hours(1)) as Instant;
  assert.deepEqual([guard.isOpen, guard.isRight("1815")], [true, true]);
});

test("without a PIN nobody comes in", () => {
  const guard = new PinGuard(clock, () => null);
  assert.deepEqual([guard.isOpen, guard.isRight("")], [false, false]);
});
