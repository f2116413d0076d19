/**
 * Opens a database for whoever writes it from now on, after a look at whether it is whole. A damaged
 * one is set aside and salvaged; where not even its settings can be read, those of the last backup
 * that needs no passphrase take its place. Without such a backup a server of its own begins empty, so
 * that its page can say so and take a backup in; one that is hosted stays closed, and what its owner
 * has said of that holds (`store.damaged`).
 */
import { copyFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Problem, problem } from "#kit/problem.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import { backupsIn } from "#server/store/backup/backupDesk.ts";
import { stage, unstage } from "#server/store/backup/backupFile.ts";
import { databaseName } from "#server/store/backup/pack.ts";
import { stagedName, stampOf } from "#server/store/backup/swap.ts";
import { asideOf, damageOf, putBack, type Salvaged, salvage } from "#server/store/salvage.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import type { Writer } from "#server/store/writer.ts";

export interface OpenedStore {
  readonly store: SqliteStore;
  /** What its owner has to know: it was damaged. */
  readonly trouble?: Problem;
}

export interface Opening {
  /** ms since 1970. */
  readonly now: number;
  readonly newWriter?: (file: string) => Writer;
  /** Where nothing of it can be had, it stays as it is, and closed. */
  readonly neverEmpty?: true;
  /** It has no settings, and no household's backup is one of it: what can be read is in force. */
  readonly withoutSettings?: true;
}

export async function openStore(
  file: string,
  { now, newWriter, neverEmpty, withoutSettings }: Opening,
): Promise<Result<OpenedStore>> {
  const why = damageOf(file);
  if (why === undefined) return withStore(sqliteStore(file, newWriter));
  const saved = setAside(file, why, now);
  if (!saved.ok) return saved;
  const opened = sqliteStore(file, newWriter);
  if (!opened.ok || withoutSettings || opened.value.settings.all().length > 0)
    return withStore(opened, toldOf(saved.value));
  await opened.value.close();
  const from = await fromBackup(file);
  if (from === undefined && neverEmpty) {
    putBack(file, saved.value.aside);
    return failWith(damaged(`${file}: ${why}; nothing of it can be read`));
  }
  return withStore(sqliteStore(file, newWriter), toldOf(saved.value, from ?? "none"));
}

const withStore = (store: Result<SqliteStore>, trouble?: Problem): Result<OpenedStore> =>
  store.ok ? ok({ store: store.value, ...(trouble && { trouble }) }) : store;

function setAside(file: string, why: string, now: number): Result<Salvaged> {
  try {
    return ok(salvage(file, asideOf(file, stampOf(now)), why));
  } catch (error) {
    const { message } = error as Error;
    return failWith(damaged(`${file}: ${why}; it could not be set aside: ${message}`));
  }
}

/** The name of the backup whose database is there now. */
async function fromBackup(file: string): Promise<string | undefined> {
  const data = dirname(file);
  for (const { name, sealed } of backupsIn(join(data, "backups"))) {
    if (sealed) continue;
    const staged = await stage(join(data, "backups", name), data, undefined);
    if (!staged.ok) continue;
    for (const part of ["-wal", "-shm"]) rmSync(file + part, { force: true });
    copyFileSync(join(data, stagedName, databaseName), file);
    unstage(data);
    return name;
  }
  return undefined;
}

/** `backup`: whose settings are in force now; "none": there was none that could be opened. */
function toldOf({ aside, documents, entries }: Salvaged, backup?: string): Problem {
  const kept = `${documents} documents and ${entries} entries could be read`;
  const what =
    backup === undefined
      ? `${kept} and are in force`
      : backup === "none"
        ? "its settings could not be read, and there is no backup that opens without a passphrase"
        : `its settings could not be read; those of the backup ${backup} are in force`;
  return damaged(`The database was damaged and lies in ${aside} now: ${what}`);
}

const damaged = (detail: string): Problem => problem("store.damaged", detail);
