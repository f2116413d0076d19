import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { nodeFiles } from "#world/node/nodeFiles.ts";

const skip = existsSync("/dev/full") ? false : "this system has no /dev/full";

test("a recording on a full disk says so when it is synced or closed", { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-full-"));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync("/dev/full", join(folder, "full.wav"));
  const opened = await nodeFiles(folder).open("full.wav");
  assert.ok(opened.ok);
  opened.value.writeAt(0, utf8("sound"));
  const synced = await opened.value.sync();
  assert.equal(synced.ok ? "" : synced.problem.code, "files.full");
  const closed = await opened.value.close();
  assert.equal(closed.ok ? "" : closed.problem.code, "files.full");
});

test("what a crash left half-written is no file, and a failed write leaves nothing", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-part-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = nodeFiles(folder);
  writeFileSync(join(folder, "old.1-2.part"), "half");
  await files.write("old", utf8("whole"));
  assert.deepEqual(await files.list(""), ["old"]);
  const refused = await files.write("old/below-a-file", utf8("x"));
  assert.equal(refused.ok, false);
  assert.deepEqual(readdirSync(folder).sort(), ["old", "old.1-2.part"]);
});
