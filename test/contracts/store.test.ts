import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import type { KeptCall, Store } from "#server/store/store.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { lockHolder } from "../phones/lockHolder.ts";
import { untilThere } from "../phones/patience.ts";
import { spoil } from "../phones/spoil.ts";

const folder = mkdtempSync(join(tmpdir(), "ringwise-store-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);

function opened(file: string): SqliteStore {
  const store = sqliteStore(file);
  assert.ok(store.ok, JSON.stringify(store));
  return store.value;
}

const kinds: readonly (readonly [name: string, make: () => Store])[] = [
  ["memory", memoryStore],
  ["sqlite", () => opened(newFile())],
];

const call = (id: string): KeptCall =>
  ({ record: { id }, rtp: [], ladder: [] }) as unknown as KeptCall;
const idOf = (kept: KeptCall): string => kept.record.id;

for (const [name, make] of kinds) {
  test(`${name}: what is put is there at once, in the order of its first coming`, async () => {
    const store = make();
    const saved = [
      store.bindings.put("b", { n: 1 }),
      store.bindings.put("a", { n: 2 }),
      store.bindings.put("b", { n: 3 }),
    ];
    assert.deepEqual(store.bindings.all(), [{ n: 3 }, { n: 2 }]);
    for (const done of saved) assert.ok((await done).ok);
    await store.bindings.remove("b");
    assert.deepEqual(store.bindings.all(), [{ n: 2 }]);
    assert.equal(store.bindings.get("b"), undefined);
    assert.deepEqual(
      [store.bindings.reread("a"), store.bindings.reread("b")],
      [{ n: 2 }, undefined],
    );
    assert.deepEqual(store.vault.all(), []);
    await store.close();
  });

  test(`${name}: calls come newest first, page by page, each once`, async () => {
    const store = make();
    for (const [id, at] of [
      ["one", 10],
      ["two", 20],
      ["twin", 20],
      ["four", 40],
      ["five", 50],
    ] as const)
      await store.calls.put(id, at, call(id));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = store.calls.page(cursor, 2);
      seen.push(...page.items.map(idOf));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.deepEqual(seen, ["five", "four", "two", "twin", "one"]);
    await store.calls.trim(20);
    assert.equal(store.calls.get("one"), undefined);
    assert.equal(store.calls.page(undefined, 9).items.length, 4);
    await store.close();
  });

  test(`${name}: a cursor that nobody gave is no trouble`, async () => {
    const store = make();
    await store.calls.put("one", 10, call("one"));
    for (const cursor of ["", "~", "x~y", "' OR 1=1 --"])
      assert.ok(Array.isArray(store.calls.page(cursor, 5).items));
    await store.close();
  });

  test(`${name}: settings change whole or not at all, keep their history, and changes queue`, async () => {
    const store = make();
    const settings = settingsStore(store.settings, () => 7);
    assert.ok(settings.ok);
    const told: string[] = [];
    settings.value.changes((now) => told.push(now.owner.name));
    const named = (owner: string) => () => ({ version: 1, owner: { name: owner } });
    const both = await Promise.all([
      settings.value.change(named("Ada"), "page"),
      settings.value.change(
        (now) => ({ ...now, owner: { ...now.owner, name: `${now.owner.name}!` } }),
        "page",
      ),
    ]);
    assert.deepEqual(
      both.map(({ ok }) => ok),
      [true, true],
    );
    assert.deepEqual(told, ["Ada", "Ada!"]);
    const refused = await settings.value.change(() => ({ version: 1, rules: "none" }), "page");
    assert.equal(refused.ok, false);
    assert.equal(settings.value.current().owner.name, "Ada!");
    assert.equal(settings.value.version(), 2);
    assert.deepEqual(
      settings.value.history().map(({ version }) => version),
      [2, 1],
    );
    const again = settingsStore(store.settings, () => 8);
    assert.ok(again.ok && again.value.current().owner.name === "Ada!");
    await store.close();
  });

  test(`${name}: settings begin with what was accepted once, and tell what is doubted today`, async () => {
    const store = make();
    const then = [{ do: "decide", url: "http://192.168.1.2/", otherwise: [] }];
    const document = {
      rules: [{ id: "all", when: { is: "always" }, then }],
    } as unknown as Settings;
    await store.settings.put("1", { version: 1, at: 1, who: "Ada", what: "rules", document });
    const settings = settingsStore(store.settings, () => 7);
    assert.ok(settings.ok);
    assert.deepEqual(
      settings.value.doubts.map(({ path, code }) => `${path} ${code}`),
      ["/rules/0/then/0/url settings.insideAddress"],
    );
    const quiet = await settings.value.change((now) => ({ ...now, mode: { now: "quiet" } }), "Ada");
    assert.ok(quiet.ok && settings.value.version() === 2);
    await store.close();
  });
}

test("sqlite: what another process has written and taken away is found by reading again", async () => {
  const file = newFile();
  const [server, command] = [opened(file), opened(file)];
  await command.vault.put("key", { n: 1 });
  assert.equal(server.vault.get("key"), undefined);
  assert.deepEqual(server.vault.reread("key"), { n: 1 });
  assert.deepEqual(server.vault.get("key"), { n: 1 });
  await command.vault.remove("key");
  assert.equal(server.vault.reread("key"), undefined);
  await server.close();
  await command.close();
});

test("sqlite: what was acknowledged survives SIGKILL", async () => {
  const file = newFile();
  const child = spawn(process.execPath, [
    "--input-type=module-typescript",
    "--eval",
    `import { sqliteStore } from "#server/store/sqliteStore.ts";
     const store = sqliteStore(${JSON.stringify(file)}).value;
     for (let i = 0; ; i++) {
       const done = await store.bindings.put("k" + i, { i });
       if (done.ok) process.stdout.write(i + "\\n");
     }`,
  ]);
  let said = "";
  child.stdout.on("data", (data) => {
    said += data;
    if (said.split("\n").length > 20) child.kill("SIGKILL");
  });
  await once(child, "close");
  const acknowledged = said.split("\n").filter((line) => line !== "");
  assert.ok(acknowledged.length >= 20, said);
  const store = opened(file);
  for (const i of acknowledged) assert.deepEqual(store.bindings.get(`k${i}`), { i: Number(i) });
  await store.close();
});

test("sqlite: a full disk is a Problem; the old value stays and later writes work", async () => {
  const file = newFile();
  const store = opened(file);
  await store.bindings.put("a", "old");
  await store.limitPages(60);
  const tooMuch = await store.bindings.put("a", "x".repeat(1_000_000));
  assert.equal(tooMuch.ok ? "" : tooMuch.problem.code, "store.full");
  assert.equal(store.bindings.get("a"), "old");
  assert.equal(store.trouble().ok, false);
  assert.ok((await store.bindings.put("b", "small")).ok);
  assert.ok(store.trouble().ok);
  await store.close();
  const again = opened(file);
  assert.equal(again.bindings.get("a"), "old");
  await again.close();
});

const isLocked = async (store: Store): Promise<true | undefined> => {
  const trouble = store.trouble();
  await new Promise(setImmediate);
  return !trouble.ok && trouble.problem.code === "store.locked" ? true : undefined;
};

test("sqlite: what is put while another process has locked the database waits, is told, and is kept", async (t) => {
  const store = opened(newFile());
  await store.bindings.put("a", "old");
  const other = await lockHolder(t, join(folder, `${files - 1}.sqlite`));
  const [first, second] = [store.bindings.put("a", "new"), store.bindings.put("b", "too")];
  const called = store.calls.put("one", 10, call("one"));
  await untilThere("the trouble", () => isLocked(store));
  assert.deepEqual([store.bindings.get("a"), store.bindings.get("b")], ["new", "too"]);
  other.letsGo();
  for (const done of [first, second, called]) assert.ok((await done).ok);
  assert.ok(store.trouble().ok);
  assert.equal(store.calls.page(undefined, 9).items.length, 1);
  await store.close();
});

test("sqlite: a store that is closed while its database is locked says what it could not keep", async (t) => {
  const file = newFile();
  const store = opened(file);
  const other = await lockHolder(t, file);
  const put = store.bindings.put("a", "new");
  await store.close();
  const done = await put;
  assert.equal(done.ok ? "" : done.problem.code, "store.locked");
  other.letsGo();
});

test("sqlite: a database that is spoilt while it is used is told until it is closed, and what is read of it never throws", async () => {
  const file = newFile();
  const store = opened(file);
  for (let i = 0; i < 50; i++)
    await store.calls.put(`c${i}`, i, { ...call(`c${i}`), sipCallId: "x".repeat(2000) });
  spoil(file);
  assert.deepEqual(store.calls.page(undefined, 9).items, []);
  assert.equal(store.calls.get("c7"), undefined);
  const put = await store.bindings.put("a", "new");
  assert.equal(put.ok ? "" : put.problem.code, "store.spoilt");
  const trouble = store.trouble();
  assert.equal(trouble.ok ? "" : trouble.problem.code, "store.spoilt");
  await store.close();
});

test("sqlite: a database of a newer version is refused, not spoiled", async () => {
  const file = newFile();
  const store = opened(file);
  await store.vault.put("owner", { name: "Ada" });
  await store.close();
  const { DatabaseSync } = await import("node:sqlite");
  const db = new DatabaseSync(file);
  db.exec("PRAGMA user_version = 99");
  db.close();
  const newer = sqliteStore(file);
  assert.equal(newer.ok ? "" : newer.problem.code, "store.newer");
});

test("sqlite: a file that is no database is a Problem", () => {
  const bad = sqliteStore(folder);
  assert.equal(bad.ok ? "" : bad.problem.code, "store.cannotOpen");
});

test("sqlite: a backup is a whole database while the first is in use", async () => {
  const file = newFile();
  const store = opened(file);
  await store.vault.put("owner", { name: "Ada" });
  const copy = newFile();
  assert.ok((await store.backup(copy)).ok);
  const second = opened(copy);
  assert.deepEqual(second.vault.get("owner"), { name: "Ada" });
  await second.close();
  await store.close();
  assert.ok(readdirSync(folder).length > 0);
});
