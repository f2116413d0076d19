/** The data folder, its disk, and whether the database in it is whole. */
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { FolderFacts } from "./verdicts.ts";

export function lookAtFolder(path: string): FolderFacts {
  if (!existsSync(path))
    return { path, exists: false, writable: true, mode: 0o700, free: 0, trouble: undefined };
  const { bavail, bsize } = statfsSync(path);
  return {
    path,
    exists: true,
    writable: isWritable(path),
    mode: statSync(path).mode & 0o777,
    free: bavail * bsize,
    trouble: databaseTrouble(join(path, "ringwise.db")),
  };
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Looks only: neither opens it for writing nor brings it up to date. */
function databaseTrouble(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const found = db.prepare("PRAGMA quick_check(1)").get();
    db.close();
    const said = String(Object.values(found ?? {})[0]);
    return said === "ok" ? undefined : said;
  } catch (error) {
    return (error as Error).message;
  }
}
