import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { migrate } from "#server/store/migrate.ts";

const steps = ["CREATE TABLE a (x)", "ALTER TABLE a RENAME COLUMN x TO y", "CREATE TABLE b (z)"];

/** A database that has had the first step, with one row. */
function older(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-migrate-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "ringwise.db");
  const db = new DatabaseSync(file);
  assert.ok(migrate(db, file, steps.slice(0, 1)).ok);
  db.exec("INSERT INTO a VALUES (7)");
  return { folder, file, db };
}

const rowsOf = (file: string, column: string) => {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare(`SELECT ${column} FROM a`).all();
  db.close();
  return rows.map((row) => row[column]);
};

test("a new database has all steps, and nothing beside it", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-migrate-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "ringwise.db");
  const db = new DatabaseSync(file);
  assert.ok(migrate(db, file, steps).ok);
  assert.equal(db.prepare("PRAGMA user_version").get()?.["user_version"], 3);
  db.close();
  assert.deepEqual(readdirSync(folder), ["ringwise.db"]);
});

test("an older one is brought forward with its rows; as it was it stands beside it", (t) => {
  const { file, db } = older(t);
  assert.ok(migrate(db, file, steps).ok);
  db.close();
  assert.deepEqual(rowsOf(file, "y"), [7]);
  assert.deepEqual(rowsOf(`${file}.before-step-2`, "x"), [7]);
});

test("what an earlier attempt has left beside it stops nothing", (t) => {
  const { folder, file, db } = older(t);
  for (const left of ["before-step-2", "before-step-2.part"])
    writeFileSync(`${file}.${left}`, "of an earlier attempt");
  assert.ok(migrate(db, file, steps).ok);
  db.close();
  assert.deepEqual(rowsOf(`${file}.before-step-2`, "x"), [7]);
  assert.deepEqual(readdirSync(folder).sort(), ["ringwise.db", "ringwise.db.before-step-2"]);
});

test("a step that fails leaves the database as it was", (t) => {
  const { file, db } = older(t);
  assert.throws(() => migrate(db, file, [...steps.slice(0, 1), "ALTER TABLE nobody ADD y"]));
  db.close();
  assert.deepEqual(rowsOf(file, "x"), [7]);
});

test("one of a newer version is not touched", (t) => {
  const { file, db } = older(t);
  db.exec("PRAGMA user_version = 9");
  const done = migrate(db, file, steps);
  db.close();
  assert.equal(done.ok ? "" : done.problem.code, "store.newer");
  assert.deepEqual(rowsOf(file, "x"), [7]);
});
