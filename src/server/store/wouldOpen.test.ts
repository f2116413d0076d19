import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import { wouldOpen } from "#server/store/wouldOpen.ts";

test("a database of a newer version, or with settings that cannot be read, would not open; a damaged one would be saved", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-would-open-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ringwise.db");
  assert.ok(wouldOpen(file).ok);
  const opened = sqliteStore(file);
  assert.ok(opened.ok);
  const kept = (document: unknown) =>
    opened.value.settings.put("1", { version: 1, at: 0, who: "", what: [], document } as never);
  const code = (): string => {
    const found = wouldOpen(file);
    return found.ok ? "" : found.problem.code;
  };
  await kept({});
  assert.equal(code(), ""); // while it is open elsewhere
  await kept({ owner: 7 });
  assert.equal(code(), "store.badSettings");
  await opened.value.close();
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 99");
  db.close();
  assert.equal(code(), "store.newer");
  const damaged = new DatabaseSync(file);
  damaged.exec("PRAGMA user_version = 1; DROP TABLE documents");
  damaged.close();
  assert.equal(code(), "");
});
