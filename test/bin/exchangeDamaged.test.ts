/** An exchange whose own database (who may sign in, and what they did) is damaged when it begins. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BackupDesk } from "#server/store/backup/backupDesk.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { openExchangeStore } from "../../src/bin/exchangeStore.ts";
import { inPatience } from "../phones/patience.ts";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
const page = 4096;
const sessions = 300;
const now = Date.UTC(2026, 10, 24, 3, 0);

function opened(file: string): SqliteStore {
  const store = sqliteStore(file);
  assert.ok(store.ok);
  return store.value;
}

/** An exchange's folder, in which a household has left a backup too. */
async function folderOf(t: TestContext): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), "ringwise-exchange-damaged-"));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const household = opened(join(data, "ringwise.db"));
  const document = { owner: { name: "Ada", timeZone: "UTC", country: "CA" } };
  await household.settings.put("1", { version: 1, at: now, who: "Ada", what: "first", document });
  const means = { data, store: household, product: "Ringwise/test", now: () => now };
  assert.ok((await new BackupDesk({ ...means, restart: () => {} }).make()).ok);
  await household.close();
  const store = opened(join(data, "exchange.db"));
  const puts = Array.from({ length: sessions }, (_, i) =>
    store.vault.put(`session ${i}`, {
      kind: "session",
      value: { id: String(i), of: "x".repeat(300) },
    }),
  );
  await Promise.all(puts);
  await store.close();
  return data;
}

test("a page of it is spoilt: what can be read goes on, and the operator is told", async (t) => {
  const data = await folderOf(t);
  const file = join(data, "exchange.db");
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / page / 2) * page;
  writeFileSync(file, bytes.fill(0xa5, middle, middle + page));
  const log = memoryLog();
  const { store, troubles } = await openExchangeStore(data, log);
  const left = store.vault.all().length;
  assert.ok(left > sessions - 30 && left < sessions, String(left));
  assert.deepEqual(
    troubles().map(({ code }) => code),
    ["store.damaged"],
  );
  assert.match(troubles()[0]?.detail ?? "", /damaged-.*could be read and are in force/);
  await store.close();
});

test("nothing of it can be read: no household's backup takes its place, and its log has a link to set it up", async (t) => {
  const data = await folderOf(t);
  writeFileSync(join(data, "exchange.db"), "hello ".repeat(999));
  writeFileSync(join(data, "exchange.json"), JSON.stringify({ domains: ["127.0.0.1"] }));
  const places = ["sip", "sips", "web", "webs"].flatMap((place) => [`--${place}`, "127.0.0.1:0"]);
  const flags = ["--data", data, "--token", "token-of-the-test", ...places];
  const child = spawn(process.execPath, [program, "exchange", ...flags]);
  t.after(() => child.kill("SIGKILL"));
  let printed = "";
  const web = await inPatience<string>(
    () => `its pages; ${printed}`,
    (done) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text) => {
          printed += String(text);
          const at = /Set it up .*: (http:\/\/localhost:\d+)\/setup/.exec(printed)?.[1];
          if (at !== undefined) done(at);
        });
    },
  );
  const answer = await fetch(`${web}/api/v1/status`, {
    headers: { authorization: "Bearer token-of-the-test" },
  });
  const { troubles } = (await answer.json()) as { readonly troubles: readonly { code: string }[] };
  assert.deepEqual(
    troubles.map(({ code }) => code),
    ["store.damaged"],
  );
  const [aside] = readdirSync(data).filter((name) => /^damaged-/.test(name));
  assert.equal(readFileSync(join(data, aside ?? "", "exchange.db"), "utf8"), "hello ".repeat(999));
  const store = opened(join(data, "exchange.db"));
  assert.deepEqual(store.settings.all(), [], "no household in it");
  await store.close();
});
