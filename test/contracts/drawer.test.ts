import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "#exchange/store/database.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { fileDrawer } from "#exchange/store/fileDrawer.ts";
import { migrate } from "#exchange/store/migrate.ts";
import { migrations } from "#exchange/store/migrations.ts";
import { postgresDrawer } from "#exchange/store/postgresDrawer.ts";
import { postgresShelf } from "#exchange/store/postgresShelf.ts";
import type { Result } from "#kit/result.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { noPostgres, type RunningStore, startPostgres } from "../interop/stores.ts";

/* Where an exchange keeps things: one suite for every place. */

const folder = mkdtempSync(join(tmpdir(), "ringwise-drawer-"));
const world = nodeWorld(folder, memoryLog());
const skip = noPostgres() ?? false;
let postgres: RunningStore | undefined;
const open: Database[] = [];
let made = 0;

before(async () => {
  if (!skip) postgres = await startPostgres();
});
after(async () => {
  for (const one of open) await one.close();
  await postgres?.close();
  rmSync(folder, { recursive: true, force: true });
});

const given = <T>(result: Result<T>): T =>
  result.ok ? result.value : assert.fail(JSON.stringify(result.problem));
const codeOf = (result: Result<unknown>): string => (result.ok ? "" : result.problem.code);

async function database(): Promise<Database> {
  const opened = given(await openDatabase(postgres?.url ?? "", world));
  open.push(opened);
  return opened;
}

const kinds: readonly (readonly [string, string | false, () => Promise<Drawer>])[] = [
  [
    "files",
    false,
    async () => fileDrawer(world.files, { folder: `drawer${made++}`, ending: ".json" }),
  ],
  ["PostgreSQL", skip, async () => postgresDrawer(await database(), `drawer${made++}`)],
];

for (const [name, why, make] of kinds) {
  test(`${name}: what was put is there, each by its key, until it is taken away`, {
    skip: why,
  }, async () => {
    const drawer = await make();
    assert.equal(given(await drawer.get("ada")), undefined);
    given(await drawer.put("ada", "one"));
    given(await drawer.put("ada", "two ✓ 'quoted'"));
    given(await drawer.put("ben", "three"));
    assert.equal(given(await drawer.get("ada")), "two ✓ 'quoted'");
    const all = [...given(await drawer.all())].map(([key, text]) => [key, given(text)]);
    assert.deepEqual(all.toSorted(), [
      ["ada", "two ✓ 'quoted'"],
      ["ben", "three"],
    ]);
    given(await drawer.remove("ada"));
    given(await drawer.remove("ada"));
    assert.equal(given(await drawer.get("ada")), undefined);
  });

  test(`${name}: of two who change the same text, one is told that somebody else was first`, {
    skip: why,
  }, async () => {
    const drawer = await make();
    const first = await Promise.all([
      drawer.swap("exchange", "a", undefined),
      drawer.swap("exchange", "b", undefined),
    ]);
    assert.deepEqual(first.map(codeOf).toSorted(), ["", "store.conflict"]);
    const now = given(await drawer.get("exchange"));
    const second = await Promise.all([
      drawer.swap("exchange", "c", now),
      drawer.swap("exchange", "d", now),
    ]);
    assert.deepEqual(second.map(codeOf).toSorted(), ["", "store.conflict"]);
    assert.equal(codeOf(await drawer.swap("exchange", "e", undefined)), "store.conflict");
    assert.equal(codeOf(await drawer.swap("nobody", "e", "f")), "store.conflict");
  });

  test(`${name}: a change is told by its key`, { skip: why }, async () => {
    const drawer = await make();
    const told = new Promise((resolve) => drawer.changes(resolve));
    given(await drawer.put("ada", "one"));
    assert.equal(await told, "ada");
  });
}

test("PostgreSQL: what one node changes the others hear of", { skip }, async () => {
  const [one, other] = [await database(), await database()];
  const told = new Promise((resolve) => postgresDrawer(other, "policies").changes(resolve));
  given(await postgresDrawer(one, "policies").put("ada", "{}"));
  assert.equal(await told, "ada");
});

test("PostgreSQL: a start brings an older database up to date, and a second start changes nothing", {
  skip,
}, async () => {
  const url = await anotherDatabase("older");
  given(await migrate(url, migrations.slice(0, 1)));
  const older = given(await openDatabase(url, world));
  open.push(older);
  const shelf = postgresShelf(older, "n1");
  const entry = { id: "1", at: 5, who: "ada", act: "userAdded", params: {} };
  given(await shelf.put("1", 5, entry)); // a table of the second step
  const starts = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  assert.deepEqual(starts.map(codeOf), ["", "", ""]);
  assert.deepEqual(given(await shelf.page(undefined, 5)), { items: [entry] });
});

test("PostgreSQL: nodes that start at once on an empty database bring it up once", {
  skip,
}, async () => {
  const url = await anotherDatabase("empty");
  const starts = await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
  assert.deepEqual(starts.map(codeOf), ["", "", "", ""]);
});

test("PostgreSQL: a database of a later version is refused, not spoiled", { skip }, async () => {
  const url = await anotherDatabase("later");
  given(await migrate(url, [...migrations, "CREATE TABLE later (a int)"]));
  assert.equal(codeOf(await openDatabase(url, world)), "store.newer");
});

test("PostgreSQL: what operators did comes newest first, page by page, from all nodes", {
  skip,
}, async () => {
  const shelf = postgresShelf(await database(), "n1");
  for (const [id, at] of [
    ["a", 10],
    ["b", 20],
    ["c", 20],
  ] as const)
    given(await shelf.put(id, at, { id, at, who: "ada", act: "x", params: {} }));
  const first = given(await shelf.page(undefined, 2));
  const second = given(await shelf.page(first.next, 2));
  assert.deepEqual(
    [...first.items, ...second.items].map(({ id }) => id),
    ["c", "b", "a"],
  );
  for (const cursor of ["", "~", "x~y", "' OR 1=1 --"]) given(await shelf.page(cursor, 5));
});

test("PostgreSQL: away it is a Problem without its address, and back it says so", {
  skip,
}, async () => {
  const own = await database();
  const [gone, back] = [true, false].map(
    (was) => new Promise((resolve) => own.presence.changes((is) => is !== was && resolve(is))),
  );
  const url = `postgres://ringwise:hidden-word@127.0.0.1:9/none`;
  const none = await openDatabase(url, world);
  assert.doesNotMatch(JSON.stringify(none), /hidden-word/);
  await postgres?.restarts();
  assert.equal(await gone, false);
  assert.equal(await back, true);
  given(await own.query("SELECT 1"));
});

/** Empty, beside the first. */
async function anotherDatabase(name: string): Promise<string> {
  given(await (await database()).query(`CREATE DATABASE ${name}`));
  return (postgres?.url ?? "").replace("/postgres?", `/${name}?`);
}
