/**
 * A database that is damaged: found at the start, set aside whole, and what can be read of it put
 * into a new one. SQLite reads a damaged tree up to the spoilt page, so each is read from both ends.
 */
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrations } from "#server/store/migrations.ts";

/** What became of a damaged database. */
export interface Salvaged {
  /** What SQLite said of it. */
  readonly why: string;
  /** The folder that it lies in now. */
  readonly aside: string;
  /** Documents (settings, messages, registrations …) and entries (calls …) that could be read. */
  readonly documents: number;
  readonly entries: number;
}

/** SQLite's primary result codes for a file that is spoilt: SQLITE_CORRUPT, SQLITE_NOTADB. */
const spoilt: ReadonlySet<number> = new Set([11, 26]);

/** True for an error of node:sqlite that tells of a spoilt file. */
export function tellsOfDamage(error: unknown): error is Error {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  return spoilt.has(code & 0xff);
}

/** Why the database in that file cannot be trusted; undefined where it can, or where there is none. */
export function damageOf(file: string): string | undefined {
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 5000 });
    const [said] = Object.values(db.prepare("PRAGMA quick_check(1)").get() ?? {});
    return said === "ok" ? undefined : String(said);
  } catch (error) {
    return tellsOfDamage(error) ? error.message : undefined; // else whoever opens it will say
  } finally {
    db?.close();
  }
}

/**
 * Moves the database into the folder `aside` beside it, and makes a new one of what can be read.
 * Throws what the disk throws.
 */
export function salvage(file: string, aside: string, why: string): Salvaged {
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const part of parts)
    if (existsSync(file + part)) renameSync(file + part, join(aside, basename(file) + part));
  const fresh = new DatabaseSync(file);
  try {
    fresh.exec(`${migrations.join(";")}; PRAGMA user_version = ${migrations.length}`);
    return { why, aside, ...copied(join(aside, basename(file)), fresh) };
  } finally {
    fresh.close();
  }
}

/** As before `salvage`: the damaged one, where it was. */
export function putBack(file: string, aside: string): void {
  for (const part of parts) {
    rmSync(file + part, { force: true });
    const there = join(aside, basename(file) + part);
    if (existsSync(there)) renameSync(there, file + part);
  }
  rmdirSync(aside);
}

const parts = ["", "-wal", "-shm"] as const;

interface Rows {
  readonly table: "documents" | "chronicle";
  readonly columns: string;
  /** Orders by its tree, and by its index where it has one. */
  readonly orders: readonly string[];
}

const documents: Rows = {
  table: "documents",
  columns: "kind, key, place, value",
  orders: ["kind, key", "kind DESC, key DESC"],
};
const entries: Rows = {
  table: "chronicle",
  columns: "kind, id, at, value",
  orders: ["kind, id", "kind DESC, id DESC"],
};

function copied(from: string, to: DatabaseSync): Pick<Salvaged, "documents" | "entries"> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(from, { readOnly: true });
    return { documents: rowsCopied(db, to, documents), entries: rowsCopied(db, to, entries) };
  } catch {
    return { documents: 0, entries: 0 }; // not even its first page
  } finally {
    db?.close();
  }
}

function rowsCopied(from: DatabaseSync, to: DatabaseSync, rows: Rows): number {
  const { table, columns, orders } = rows;
  const put = to.prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (?, ?, ?, ?)`);
  let count = 0;
  to.exec("BEGIN");
  for (const order of orders) {
    const last = reading(from, `SELECT ${columns} FROM ${table} ORDER BY ${order}`, (row) => {
      if (!isWhole(row)) return;
      count += Number(put.run(...(Object.values(row) as (string | number)[])).changes);
    });
    if (last === "all") break;
  }
  to.exec("COMMIT");
  return count;
}

type Row = Readonly<Record<string, unknown>>;

/** As many rows as can be read. */
function reading(db: DatabaseSync, sql: string, each: (row: Row) => void): "all" | "some" {
  try {
    for (const row of db.prepare(sql).iterate()) each(row);
    return "all";
  } catch (error) {
    if (!tellsOfDamage(error)) throw error;
    return "some";
  }
}

/** A spoilt page may still look like a row: its value must be JSON. */
function isWhole({ value, ...rest }: Row): boolean {
  try {
    JSON.parse(String(value));
    return Object.values(rest).every((field) => field !== null);
  } catch {
    return false;
  }
}

/** `damaged-20261124T033000` beside the file. */
export const asideOf = (file: string, stamp: string): string =>
  join(dirname(file), `damaged-${stamp}`);
