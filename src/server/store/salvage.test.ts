import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { BackupDesk } from "#server/store/backup/backupDesk.ts";
import { openStore } from "#server/store/openStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";

const page = 4096;
const now = Date.UTC(2026, 10, 24, 3, 0);
const messages = 300;

interface Folder {
  readonly data: string;
  readonly file: string;
  /** Pages of the database. */
  readonly pages: number;
}

/** A household with settings, messages and calls, closed in peace. */
async function household(t: TestContext, { backup = false } = {}): Promise<Folder> {
  const data = mkdtempSync(join(tmpdir(), "ringwise-damaged-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const file = join(data, "ringwise.db");
  const opened = sqliteStore(file);
  assert.ok(opened.ok);
  const store = opened.value;
  const document = { owner: { name: "Ada", timeZone: "UTC", country: "CA" } };
  await store.settings.put("1", { version: 1, at: now, who: "Ada", what: "first", document });
  const writes: Promise<unknown>[] = [];
  for (let i = 0; i < messages; i++)
    writes.push(store.messages.put(`m${String(i).padStart(4, "0")}`, messageOf(i)));
  await Promise.all(writes);
  const means = { data, store, product: "Ringwise/test", now: () => now, restart: () => {} };
  if (backup) assert.ok((await new BackupDesk(means).make()).ok);
  await store.close();
  return { data, file, pages: readFileSync(file).length / page };
}

const messageOf = (i: number) => ({
  ...{ id: `m${i}`, from: { number: `+1613555${1000 + i}` }, received: now, lengthMs: 1000 },
  ...{ heard: false, call: `c${i}`, file: `voicemail/${i}.wav`, transcript: "x".repeat(300) },
});

function spoil(file: string, at: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, at, at + length);
  writeFileSync(file, bytes);
}

async function reopened({ file }: Folder) {
  const opened = await openStore(file, { now });
  assert.ok(opened.ok, opened.ok ? "" : opened.problem.detail);
  const { store, trouble } = opened.value;
  const found = {
    settings: store.settings.all().length,
    messages: store.messages.all().length,
    ...{ trouble: trouble?.code, told: trouble?.detail ?? "" },
  };
  assert.ok((await store.messages.put("new", messageOf(9999) as never)).ok); // it goes on
  await store.close();
  return found;
}

const asideIn = ({ data }: Folder) => readdirSync(data).filter((name) => /^damaged-/.test(name));

test("a whole database is opened as it is", async (t) => {
  const folder = await household(t);
  const found = await reopened(folder);
  assert.deepEqual(found, { settings: 1, messages, trouble: undefined, told: "" });
  assert.deepEqual(asideIn(folder), []);
});

test("a page is spoilt: the file is set aside, all but what stood on that page goes on", async (t) => {
  const folder = await household(t);
  const whole = readFileSync(folder.file);
  spoil(folder.file, Math.floor(folder.pages / 2) * page, page);
  const { told, ...found } = await reopened(folder);
  assert.equal(found.trouble, "store.damaged");
  assert.equal(found.settings, 1);
  assert.ok(found.messages > messages - 30 && found.messages < messages, String(found.messages));
  assert.match(told, /lies in .*damaged-20261124T030000 now: \d+ documents and 0 entries/);
  const aside = join(folder.data, "damaged-20261124T030000", "ringwise.db");
  assert.equal(readFileSync(aside).length, whole.length);
});

test("the end of the file is gone: what is before it goes on, or the last backup", async (t) => {
  const folder = await household(t, { backup: true });
  truncateSync(folder.file, Math.floor(folder.pages / 2) * page);
  const found = await reopened(folder);
  assert.equal(found.trouble, "store.damaged");
  assert.equal(found.settings, 1);
});

for (const [what, ruin] of [
  ["its first page is spoilt", ({ file }: Folder) => spoil(file, 0, page)],
  ["it is no database at all", ({ file }: Folder) => writeFileSync(file, "hello ".repeat(999))],
] as const) {
  test(`${what}: the last backup takes its place`, async (t) => {
    const folder = await household(t, { backup: true });
    ruin(folder);
    const { told, ...found } = await reopened(folder);
    assert.deepEqual(found, { settings: 1, messages, trouble: "store.damaged" });
    assert.match(told, /those of the backup ringwise-20261124T030000\.backup are in force/);
    assert.equal(existsSync(join(folder.data, "restore.staged")), false);
  });

  test(`${what}, and there is no backup: it begins empty, and says so`, async (t) => {
    const folder = await household(t);
    ruin(folder);
    const { told, ...found } = await reopened(folder);
    assert.deepEqual(found, { settings: 0, messages: 0, trouble: "store.damaged" });
    assert.match(told, /there is no backup that opens without a passphrase/);
    assert.equal(asideIn(folder).length, 1);
  });
}

test("who may not begin empty stays closed, and the file is as it was", async (t) => {
  const folder = await household(t);
  const words = "hello ".repeat(999);
  writeFileSync(folder.file, words);
  const opened = await openStore(folder.file, { now, neverEmpty: true });
  assert.equal(opened.ok ? "" : opened.problem.code, "store.damaged");
  assert.equal(readFileSync(folder.file, "utf8"), words);
  assert.deepEqual(asideIn(folder), []);
});

test("an empty file is a new database", async (t) => {
  const folder = await household(t);
  writeFileSync(folder.file, "");
  const found = await reopened(folder);
  assert.deepEqual(found, { settings: 0, messages: 0, trouble: undefined, told: "" });
});
