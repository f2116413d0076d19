import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";

test("on a full disk nothing is half-written, and what is there can be read and removed", async () => {
  const files = memoryFiles();
  await files.write("old", utf8("old"));
  const opened = await files.open("rec.wav");
  assert.ok(opened.ok);
  opened.value.writeAt(0, utf8("head"));
  files.full = true;
  const refused = await files.write("old", utf8("newer"));
  assert.equal(refused.ok ? "" : refused.problem.code, "files.full");
  opened.value.writeAt(0, utf8("HEAD")); // no growth
  assert.equal((await opened.value.sync()).ok, true);
  opened.value.writeAt(4, utf8("more"));
  const closed = await opened.value.close();
  assert.equal(closed.ok ? "" : closed.problem.code, "files.full");
  const kept = await files.read("old");
  assert.deepEqual(kept.ok && kept.value, utf8("old"));
  assert.equal((await files.remove("old")).ok, true);
});
