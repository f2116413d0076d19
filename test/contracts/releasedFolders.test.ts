/** Data folders that releases have left (`test/fixtures/folders`, by its `make.ts`) open in this one. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseWav } from "#media/audio/wav.ts";
import { migrate } from "#server/store/migrate.ts";
import { migrations } from "#server/store/migrations.ts";
import { openStore } from "#server/store/openStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Store } from "#server/store/store.ts";

const folders = fileURLToPath(new URL("../fixtures/folders/", import.meta.url));
const releases = readdirSync(folders, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

/** A copy that may be changed. */
function copyOf(t: TestContext, release: string): string {
  const data = mkdtempSync(join(tmpdir(), "ringwise-released-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  cpSync(join(folders, release), data, { recursive: true });
  return join(data, "ringwise.db");
}

function stepOf(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const step = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  db.close();
  return step;
}

/** What every folder was left with, in words. */
function told(store: Store): object {
  const settings = settingsStore(store.settings, () => 0);
  assert.ok(settings.ok);
  const { owner, devices, rules } = settings.value.current();
  return {
    ...{ owner: owner.name, doubts: settings.value.doubts },
    devices: devices.map(({ id }) => id),
    rules: rules.map(({ id }) => id),
    registered: (store.bindings.get("kitchen") as readonly object[] | undefined)?.length,
    calls: store.calls.page(undefined, 10).items.map(({ record }) => record.outcome),
    messages: store.messages.all().map(({ rule, heard }) => ({ rule, heard })),
  };
}

const left = {
  ...{ owner: "Ada", doubts: [] },
  ...{ devices: ["kitchen"], rules: ["office", "all"], registered: 1 },
  calls: ["message", "answered"],
  messages: [{ rule: "office", heard: false }],
};

test("there is a folder of every step before this one, and of the first", () => {
  const steps = new Set(releases.map((one) => stepOf(join(folders, one, "ringwise.db"))));
  for (let step = 1; step < Math.max(2, migrations.length); step++)
    assert.ok(steps.has(step), `step ${step}: make one before you add a step`);
});

for (const release of releases) {
  test(`the folder of ${release} opens with its settings, registration, calls and message`, async (t) => {
    const file = copyOf(t, release);
    const before = stepOf(file);
    const opened = await openStore(file, { now: 0 });
    assert.ok(opened.ok);
    const { store, trouble } = opened.value;
    t.after(() => store.close());
    assert.deepEqual([told(store), trouble], [left, undefined]);
    const [message] = store.messages.all();
    const wav = parseWav(readFileSync(join(file, "..", message?.file ?? "")));
    assert.ok(wav.ok);
    const ms = (wav.value.samples.length / wav.value.rate) * 1000;
    assert.ok(Math.abs(ms - (message?.lengthMs ?? 0)) < 100, `${ms} ms`);
    assert.equal(stepOf(file), migrations.length);
    const isOlder = before < migrations.length;
    assert.equal(existsSync(`${file}.before-step-${before + 1}`), isOlder);
  });

  test(`the folder of ${release} goes on to a step that is still to come, and stands beside it as it was`, (t) => {
    const file = copyOf(t, release);
    const before = stepOf(file);
    const db = new DatabaseSync(file);
    const next = "ALTER TABLE documents ADD COLUMN seen REAL";
    assert.ok(migrate(db, file, [...migrations, next]).ok);
    const { rows } = {
      ...db.prepare("SELECT count(seen) + count(*) AS rows FROM documents").get(),
    };
    assert.ok(Number(rows) > 0, "its rows are there");
    db.close();
    const kept = `${file}.before-step-${before + 1}`;
    assert.equal(stepOf(kept), before);
    const store = sqliteStore(kept);
    assert.ok(store.ok);
    t.after(() => store.value.close());
    assert.deepEqual(told(store.value), left);
    const newer = sqliteStore(file);
    assert.equal(newer.ok ? "" : newer.problem.code, "store.newer", "which this one leaves alone");
  });
}
