import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { lifeOf } from "./childLife.ts";
import { backOff, failuresAfter, isHung } from "./supervision.ts";

test("a child that has spoken and is silent for four seconds is hung", () => {
  const at = (now: number) => isHung({ began: 0, beat: 10_000, looked: now - 500 }, now);
  assert.deepEqual([at(10_500), at(14_000), at(14_001)], [false, false, true]);
});

test("one that opens its house has two minutes for it", () => {
  const at = (now: number) => isHung({ began: 0, beat: undefined, looked: now - 500 }, now);
  assert.deepEqual([at(5000), at(120_000), at(120_001)], [false, false, true]);
});

test("a supervisor that was frozen itself judges nobody by that", () => {
  assert.equal(isHung({ began: 0, beat: 1000, looked: 1000 }, 60_000), false);
});

test("the first is replaced at once, those that fail in a row ever later, no later than 10 s", () => {
  let failures = 0;
  const waits = [2000, 5, 5, 5, 5, 5, 5, 5, 5].map((served) => {
    const wait = backOff(failures);
    failures = failuresAfter(failures, served);
    return wait;
  });
  assert.deepEqual(waits, [0, 0, 200, 400, 800, 1600, 3200, 6400, 10_000]);
  assert.equal(failuresAfter(8, 2000), 0);
});

test("a child whose program is not there has ended, and it is said", async () => {
  const said: string[] = [];
  const { end, spoke } = await lifeOf(spawn("/nowhere/ringwise"), {
    say: (what) => void said.push(what),
    isThere: assert.fail,
  });
  assert.deepEqual([end, spoke], [{ code: 1, signal: null }, false]);
  assert.match(said.join(), /ENOENT/);
});
