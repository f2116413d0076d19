import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fail, ok, type Result } from "#kit/result.ts";
import { migrations } from "#server/store/migrations.ts";
import type { SettingsVersion } from "#server/store/store.ts";
import { readKept } from "#telephony/settings/validate.ts";

const newest = "SELECT value FROM documents WHERE kind = 'settings' ORDER BY place DESC LIMIT 1";

/**
 * Whether this version could begin with that database, which somebody else writes meanwhile. Nothing
 * of it is changed. What cannot be read at all is no reason against: the opening saves what it can.
 */
export function wouldOpen(file: string): Result<void> {
  if (!existsSync(file)) return ok(undefined);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const step = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
    if (step > migrations.length)
      return fail("store.newer", `${file}: written by a newer Ringwise (step ${step})`);
    const text = db.prepare(newest).get()?.["value"];
    const kept = text === undefined ? undefined : settingsIn(String(text));
    const [first] = kept && !kept.ok ? kept.problem : [];
    if (first) return fail("store.badSettings", `${file}: settings${first.path} ${first.detail}`);
    return ok(undefined);
  } catch {
    return ok(undefined);
  } finally {
    db?.close();
  }
}

const settingsIn = (text: string) => readKept((JSON.parse(text) as SettingsVersion).document);
