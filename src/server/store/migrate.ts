import { renameSync, rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { fail, ok, type Result } from "#kit/result.ts";
import { migrations } from "#server/store/migrations.ts";

/**
 * Brings the file up to date, step by step, with the database of before beside it
 * (`FILE.before-step-N`: of several attempts, that of the last). `store.newer`: nothing is changed.
 * `steps` is for tests of an older state.
 */
export function migrate(
  db: DatabaseSync,
  file: string,
  steps: readonly string[] = migrations,
): Result<void> {
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version > steps.length)
    return fail("store.newer", `written by a newer Ringwise (step ${version})`);
  if (version > 0 && version < steps.length) keepBeside(db, `${file}.before-step-${version + 1}`);
  steps.slice(version).forEach((step, i) => {
    db.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${version + i + 1}; COMMIT`);
  });
  return ok(undefined);
}

/** Whole, or as it was: what stands there may be all that is left of an earlier attempt. */
function keepBeside(db: DatabaseSync, copy: string): void {
  const part = `${copy}.part`;
  rmSync(part, { force: true });
  db.prepare("VACUUM INTO ?").run(part);
  renameSync(part, copy);
}
