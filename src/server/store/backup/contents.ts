/** What is in an unpacked backup, and whether a server could begin with it. Nothing in it is changed. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fail, ok, type Result } from "#kit/result.ts";
import type { BackupContents } from "#server/control/backupControl.ts";
import { migrations } from "#server/store/migrations.ts";
import type { SettingsVersion } from "#server/store/store.ts";
import { defaults } from "#telephony/settings/defaults.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept } from "#telephony/settings/validate.ts";
import { type About, databaseName } from "./pack.ts";

export function contentsOf(folder: string, { made, product }: About): Result<BackupContents> {
  const file = join(folder, databaseName);
  if (!existsSync(file)) return fail("store.noBackup", "there is no database in it");
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    return lookedAt(db, { folder, made, product });
  } catch (error) {
    return fail("store.backupBroken", `its database: ${(error as Error).message}`);
  } finally {
    db?.close();
  }
}

interface Unpacked {
  readonly folder: string;
  readonly made: number;
  readonly product: string;
}

function lookedAt(db: DatabaseSync, { folder, made, product }: Unpacked): Result<BackupContents> {
  const first = (sql: string, ...values: string[]): unknown =>
    Object.values(db.prepare(sql).get(...values) ?? {})[0];
  const said = first("PRAGMA quick_check(1)");
  if (said !== "ok") return fail("store.backupBroken", `its database: ${String(said)}`);
  if (Number(first("PRAGMA user_version")) > migrations.length)
    return fail("store.newer", "made by a newer Ringwise");
  const newest = "SELECT value FROM documents WHERE kind = 'settings' ORDER BY place DESC LIMIT 1";
  const settings = settingsIn(first(newest));
  if (!settings.ok) return settings;
  const { owner, people, devices, accounts } = settings.value;
  const documents = (kind: string): number =>
    Number(first("SELECT count(*) FROM documents WHERE kind = ?", kind));
  return ok({
    made,
    product,
    owner: owner.name,
    messages: documents("messages"),
    recordings: documents("recordings"),
    calls: Number(first("SELECT count(*) FROM chronicle WHERE kind = ?", "calls")),
    greetings: filesIn(join(folder, "greetings")),
    people: people.length,
    devices: devices.length,
    accounts: accounts.length,
  });
}

function settingsIn(text: unknown): Result<Settings> {
  if (text === undefined) return ok(defaults);
  const kept = readKept((JSON.parse(String(text)) as SettingsVersion).document);
  return kept.ok
    ? ok(kept.value.settings)
    : fail("store.backupBroken", "its settings cannot be read");
}

const filesIn = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".wav")).length : 0;
