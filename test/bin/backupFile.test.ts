import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { BackupDesk } from "#server/store/backup/backupDesk.ts";
import { applyStaged } from "#server/store/backup/swap.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Store } from "#server/store/store.ts";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));

function ringwise(cwd: string, args: readonly string[], passphrase?: string) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...(passphrase !== undefined && { RINGWISE_PASSPHRASE: passphrase }) },
  });
  return { status, stderr, stdout };
}

/** A household with one version of its settings, one message, one greeting. */
async function household(folder: string, name: string): Promise<string> {
  const data = join(folder, name);
  const made = await (await import("node:fs/promises")).mkdir(join(data, "greetings"), {
    recursive: true,
  });
  assert.ok(made);
  writeFileSync(join(data, "greetings", "away.wav"), name);
  const store = sqliteStore(join(data, "ringwise.db"));
  assert.ok(store.ok);
  const document = { version: 1, owner: { name }, people: [{ id: "m", name: "Margaret" }] };
  await store.value.settings.put("1", { version: 1, at: 0, who: "test", what: "", document });
  await store.value.close();
  return data;
}

async function ownerIn(data: string): Promise<string> {
  const store = sqliteStore(join(data, "ringwise.db"));
  assert.ok(store.ok);
  const [first] = store.value.settings.all();
  await store.value.close();
  assert.ok(first);
  return (first.document as { owner: { name: string } }).owner.name;
}

test("a household in one file: kept sealed, looked at, brought back elsewhere", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-file-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  await household(folder, "ada");
  const kept = ringwise(folder, ["backup", "kept.backup", "--data", "ada"], "correct horse");
  assert.equal(kept.status, 0, kept.stderr);
  assert.match(kept.stdout, /, sealed/);
  assert.ok(!readFileSync(join(folder, "kept.backup")).includes("Margaret"));

  const wrong = ringwise(folder, ["restore", "kept.backup", "--data", "new"], "wrong");
  assert.deepEqual([wrong.status, existsSync(join(folder, "new"))], [1, false]);
  assert.match(wrong.stderr, /not its passphrase/);
  const dry = ringwise(
    folder,
    ["restore", "kept.backup", "--data", "new", "--dry-run"],
    "correct horse",
  );
  assert.match(dry.stdout, /a household of ada[\s\S]* 1 people/);
  assert.equal(existsSync(join(folder, "new")), false, "nothing was made");
  const back = ringwise(folder, ["restore", "kept.backup", "--data", "new"], "correct horse");
  assert.equal(back.status, 0, back.stderr);
  assert.equal(await ownerIn(join(folder, "new")), "ada");
  assert.equal(readFileSync(join(folder, "new", "greetings", "away.wav"), "utf8"), "ada");
  const again = ringwise(folder, ["restore", "kept.backup", "--data", "ada"], "correct horse");
  assert.equal(again.status, 2, "nothing is ever overwritten");
});

test("a running server's desk restores another household at the next start, and keeps the old one aside", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-desk-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const ada = await household(folder, "ada");
  const eve = await household(folder, "eve");
  const stores: Store[] = [];
  const desk = (data: string, restart: () => void) => {
    const store = sqliteStore(join(data, "ringwise.db"));
    assert.ok(store.ok);
    stores.push(store.value);
    return new BackupDesk({
      data,
      store: store.value,
      product: "Ringwise/0",
      now: Date.now,
      restart,
    });
  };
  const made = await desk(ada, () => undefined).make("p");
  assert.ok(made.ok);
  let restarts = 0;
  const there = desk(eve, () => void restarts++);
  const bytes = readFileSync(join(ada, "backups", made.value.name));
  const put = await there.put(
    "from-ada.backup",
    (async function* () {
      yield bytes;
    })(),
  );
  assert.ok(put.ok && put.value.sealed);
  assert.equal((await there.put("../evil.backup", (async function* () {})())).ok, false);
  const answered = Promise.withResolvers<void>();
  const wrong = await there.restore("from-ada.backup", "q", Promise.resolve());
  assert.equal(wrong.ok ? "" : wrong.problem.code, "store.wrongPassphrase");
  assert.deepEqual([restarts, applyStaged(eve), await ownerIn(eve)], [0, false, "eve"]);

  const inspected = await there.inspect("from-ada.backup", "p");
  assert.deepEqual(
    [inspected.ok && inspected.value.owner, inspected.ok && inspected.value.greetings],
    ["ada", 1],
  );
  assert.equal(applyStaged(eve), false, "a look changes nothing");
  assert.ok((await there.restore("from-ada.backup", "p", answered.promise)).ok);
  assert.equal(restarts, 0, "until whoever asked for it is answered");
  answered.resolve();
  await answered.promise;
  assert.deepEqual([restarts, await ownerIn(eve)], [1, "eve"], "until the next start");
  assert.equal(applyStaged(eve), true);
  assert.equal(await ownerIn(eve), "ada");
  for (const store of stores) await store.close();
  const aside = readdirSync(eve).filter((name) => name.startsWith("before-restore-"));
  assert.equal(readFileSync(join(eve, aside[0] ?? "", "greetings", "away.wav"), "utf8"), "eve");
  assert.deepEqual(readdirSync(join(eve, "backups")), ["from-ada.backup"]);
  assert.equal(applyStaged(eve), false);
});
