import assert from "node:assert/strict";
import { test } from "node:test";
import { IgnoredSignals } from "#server/ignoredSignals.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";

test("each is counted, and named in the log once for each place", () => {
  const log = memoryLog();
  const ignored = new IgnoredSignals(log);
  for (const where of ["kitchen", "kitchen", "hall"]) ignored.note("flash while on hook", where);
  ignored.note("off hook twice", "hall");
  assert.deepEqual(ignored.counts(), [
    { what: "flash while on hook", count: 3 },
    { what: "off hook twice", count: 1 },
  ]);
  assert.equal(log.find(/flash while on hook \(kitchen\)/).length, 1);
  assert.equal(log.find(/flash while on hook/).length, 2);
});

test("a thousand places are not a thousand lines", () => {
  const log = memoryLog();
  const ignored = new IgnoredSignals(log);
  for (let i = 0; i < 1000; i++) ignored.note("from a stranger", `198.51.100.${i}`);
  assert.deepEqual(ignored.counts(), [{ what: "from a stranger", count: 1000 }]);
  assert.equal(log.find(/stranger/).length, 101);
  assert.equal(log.find(/and from other places/).length, 1);
});
