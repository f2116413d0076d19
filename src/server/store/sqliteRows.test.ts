import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { sqliteRows } from "#server/store/sqliteRows.ts";
import { openWriterThread } from "#server/store/writer.ts";

const folder = mkdtempSync(join(tmpdir(), "ringwise-rows-"));
after(() => rmSync(folder, { recursive: true }));

test("what was put is there for the next one, and what was removed is not", async () => {
  const file = join(folder, "live.db");
  const rows = sqliteRows(file);
  const done = await Promise.all([rows.put("a", "1"), rows.put("b", "2"), rows.put("a", "3")]);
  assert.ok(done.every((each) => each?.ok));
  for (const tail of ["", "-wal"])
    assert.equal(statSync(`${file}${tail}`).mode & 0o077, 0, "nobody else reads it");
  rows.remove("b");
  await rows.close();
  assert.deepEqual(sqliteRows(file).all(), [{ key: "a", text: "3" }]);
});

test("a row that five processes have found is not given to a sixth, also when they wrote it anew", async () => {
  const file = join(folder, "loop.db");
  const first = sqliteRows(file);
  assert.ok((await first.put("a", "0"))?.ok);
  await first.close();
  for (let process = 1; process <= 5; process++) {
    const rows = sqliteRows(file);
    assert.deepEqual(rows.all(), [{ key: "a", text: String(process - 1) }]);
    assert.ok((await rows.put("a", String(process)))?.ok);
    await rows.close();
  }
  assert.deepEqual(sqliteRows(file).all(), []);
});

test("a thread that is there already writes it, and outlives it", async () => {
  const thread = openWriterThread();
  const file = join(folder, "ahead.db");
  for (const text of ["1", "2"]) {
    const rows = sqliteRows(file, thread);
    assert.ok((await rows.put("a", text))?.ok);
    await rows.close();
  }
  await thread.close();
  assert.deepEqual(sqliteRows(file).all(), [{ key: "a", text: "2" }]);
});

test("a file that is none is made anew", async () => {
  const file = join(folder, "broken.db");
  writeFileSync(file, "this is no database, and never was one".repeat(100));
  const rows = sqliteRows(file);
  assert.deepEqual(rows.all(), []);
  assert.ok((await rows.put("a", "1"))?.ok);
  await rows.close();
});
