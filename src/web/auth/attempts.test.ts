import assert from "node:assert/strict";
import { test } from "node:test";
import { attempts } from "#web/auth/attempts.ts";

test("three typing errors cost nothing, then each failure doubles the wait up to a quarter of an hour", () => {
  const guard = attempts();
  const waits = Array.from({ length: 16 }, () => {
    guard.failed("a", 0);
    return guard.wait("a", 0);
  });
  assert.deepEqual(waits.slice(0, 7), [0, 0, 0, 1000, 2000, 4000, 8000]);
  assert.equal(waits.at(-1), 15 * 60_000);
});

test("another source is not made to wait, and a success forgives", () => {
  const guard = attempts();
  for (let i = 0; i < 8; i++) guard.failed("a", 0);
  assert.equal(guard.wait("b", 0), 0);
  guard.succeeded("a");
  assert.equal(guard.wait("a", 0), 0);
});

test("a flood of sources does not fill the memory", () => {
  const guard = attempts(100);
  for (let i = 0; i < 1000; i++) for (let n = 0; n < 5; n++) guard.failed(`s${i}`, 0);
  assert.equal(guard.wait("s0", 0), 0);
  assert.ok(guard.wait("s999", 0) > 0);
});
