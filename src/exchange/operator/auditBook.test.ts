import assert from "node:assert/strict";
import { test } from "node:test";
import { auditBook, memoryShelf } from "#exchange/operator/auditBook.ts";
import { fail } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

test("what cannot be kept of an act is told in the log, whole", async () => {
  const log = memoryLog();
  const shelf = { ...memoryShelf(), put: () => Promise.resolve(fail("store.full", "no room")) };
  const book = auditBook(shelf, { now: () => wallTime(5), random: seededRandom(1), log });
  book.note("ada", { act: "userSuspended", of: "ben", params: { reason: "gone" } });
  await new Promise(setImmediate);
  const [line] = log.find(/not kept/);
  const { who, act, of, params, why } = { ...line?.about } as Record<string, unknown>;
  assert.deepEqual([line?.level, who, act, of], ["warn", "ada", "userSuspended", "ben"]);
  assert.deepEqual([params, why], [{ reason: "gone" }, "store.full"]);
});
