import assert from "node:assert/strict";
import { test } from "node:test";
import { refusals } from "#exchange/refusals.ts";
import { minutes } from "#kit/time.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

test("each is counted; of each source one line in ten minutes, and of all together only so many", () => {
  const [clock, log] = [new VirtualClock(), memoryLog()];
  const book = refusals({ clock, log });
  for (let i = 0; i < 5; i++) book.note("noRelay", "198.51.100.7");
  book.note("noRelay", "198.51.100.8");
  book.note("loop", "198.51.100.7");
  assert.deepEqual(book.counts, { refused_noRelay: 6, refused_loop: 1 });
  assert.equal(log.lines.length, 3);
  clock.runs(minutes(11));
  book.note("noRelay", "198.51.100.7");
  assert.equal(log.lines.length, 4);
  for (let i = 0; i < 1000; i++) book.note("noRelay", `10.0.${i >> 8}.${i & 255}`);
  assert.equal(book.counts["refused_noRelay"], 1007);
  assert.ok(log.lines.length <= 104, "a flood of sources is no flood of lines");
});

test("a challenge and what a policy refuses are no wrong of anybody's", () => {
  const book = refusals({ clock: new VirtualClock(), log: memoryLog() });
  book.answered({ status: 407, why: { by: "exchange", code: "notProved" } }, "a");
  book.answered({ status: 603, why: { by: "policy", code: "policy" } }, "a");
  book.answered({ status: 200 }, "a");
  book.answered({ status: 481 }, "a");
  book.answered({ status: 403, why: { by: "exchange", code: "notProved" } }, "a");
  assert.deepEqual(book.counts, { refused_noDialog: 1, refused_notProved: 1 });
});
