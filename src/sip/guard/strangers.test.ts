import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instant } from "#kit/time.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";

const at = (ms: number): Instant => ms as Instant;

test("a source may burst, then goes at its rate; another is not held up by it", () => {
  const limit = rateLimit(3, 1);
  const allowed = [0, 0, 0, 0, 500, 1000].map((ms) => limit.allows("a", at(ms)));
  assert.deepEqual(allowed, [true, true, true, false, false, true]);
  assert.equal(limit.allows("b", at(0)), true);
});

test("a flood of sources stays within its memory", () => {
  const limit = rateLimit(1, 1, 100);
  for (let i = 0; i < 1000; i++) limit.allows(`s${i}`, at(i));
  assert.equal(limit.size, 100);
});

test("ten wrong passwords ban a source for a minute, an eleventh for two; time and success forgive", () => {
  const book = bans();
  for (let i = 0; i < 9; i++) book.strike("a", at(0));
  assert.equal(book.isBanned("a", at(1)), false);
  book.strike("a", at(0));
  assert.equal(book.isBanned("a", at(59_999)), true);
  assert.equal(book.isBanned("a", at(60_000)), false);
  book.strike("a", at(60_000));
  assert.equal(book.isBanned("a", at(60_000 + 119_999)), true);
  assert.deepEqual(
    book.list(at(60_001)).map(({ source }) => source),
    ["a"],
  );
  book.forgive("a");
  assert.equal(book.isBanned("a", at(60_001)), false);
});

test("strikes that lie long apart do not add up", () => {
  const book = bans(2);
  book.strike("a", at(0));
  book.strike("a", at(11 * 60_000));
  assert.equal(book.isBanned("a", at(11 * 60_000)), false);
});
