import { DatabaseSync, type StatementSync } from "node:sqlite";
import { fail, ok, type Result } from "#kit/result.ts";
import { migrate } from "#server/store/migrate.ts";
import { tellsOfDamage } from "#server/store/salvage.ts";
import type {
  Acquaintance,
  Errand,
  KeptCall,
  KeptCopy,
  KeptWire,
  Message,
  SettingsVersion,
  Store,
} from "#server/store/store.ts";
import type { Chronicle, Table } from "#server/store/table.ts";
import { startWriter, type Writer } from "#server/store/writer.ts";

/** What only this store has. */
export interface SqliteStore extends Store {
  /** The database may not grow beyond so many pages of 4 KiB: what a quota, or a full disk, does. */
  limitPages(most: number): Promise<Result<void>>;
  /** Further things of that kind, each with its moment. */
  chronicle<T>(kind: string): Chronicle<T>;
}

/**
 * Everything in one SQLite file (WAL, synchronous FULL). Opening brings an older file up to date,
 * after a backup beside it. Stores of one process may share a thread that writes.
 */
export function sqliteStore(
  file: string,
  newWriter: (file: string) => Writer = startWriter,
): Result<SqliteStore> {
  try {
    const db = new DatabaseSync(file, { timeout: 5000 });
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    const upToDate = migrate(db, file);
    if (!upToDate.ok) return upToDate;
    return ok(storeOn(db, newWriter(file)));
  } catch (error) {
    return fail("store.cannotOpen", error instanceof Error ? error.message : String(error));
  }
}

function storeOn(db: DatabaseSync, writer: Writer): SqliteStore {
  let unreadable: Result<void> = ok(undefined);
  const reads: Reads = (work, otherwise) => {
    try {
      return work();
    } catch (error) {
      if (!isOfTheFile(error)) throw error;
      unreadable = fail("store.spoilt", error.message);
      return otherwise;
    }
  };
  const table = <T>(kind: string): Table<T> => sqliteTable({ db, writer, reads }, kind);
  const chronicle = <T>(kind: string): Chronicle<T> => sqliteChronicle({ db, writer, reads }, kind);
  return {
    settings: table<SettingsVersion>("settings"),
    bindings: table("bindings"),
    calls: chronicle<KeptCall>("calls"),
    wires: chronicle<KeptWire>("wires"),
    messages: table<Message>("messages"),
    errands: table<Errand>("errands"),
    recordings: table<Message>("recordings"),
    acquaintances: table<Acquaintance>("acquaintances"),
    copies: table<KeptCopy>("copies"),
    pushes: table("pushes"),
    vault: table("vault"),
    chronicle,
    trouble: () => (unreadable.ok ? writer.lastTrouble : unreadable),
    backup: (to) => writer.alone("VACUUM INTO ?", to),
    limitPages: (most) => writer.alone(`PRAGMA max_page_count = ${Math.floor(most)}`),
    async close() {
      await writer.close();
      db.close();
    },
  };
}

/** What the file has, or `otherwise` where it is found spoilt, which is told from then on. */
type Reads = <T>(work: () => T, otherwise: T) => T;

interface Means {
  readonly db: DatabaseSync;
  readonly writer: Writer;
  readonly reads: Reads;
}

/** A spoilt page may still look like a row: its value must be JSON. */
const isOfTheFile = (error: unknown): error is Error =>
  tellsOfDamage(error) || error instanceof SyntaxError;

type Row = ReturnType<StatementSync["all"]>[number];

const valueIn = <T>(row: Row | undefined): T | undefined =>
  row && (JSON.parse(String(row["value"])) as T);

const putDocument = `INSERT INTO documents (kind, key, place, value) VALUES (?1, ?2,
    (SELECT coalesce(max(place), 0) + 1 FROM documents WHERE kind = ?1), ?3)
  ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value`;
const removeDocument = "DELETE FROM documents WHERE kind = ? AND key = ?";

function sqliteTable<T>({ db, writer, reads }: Means, kind: string): Table<T> {
  const rows = new Map<string, T>();
  const kept = db.prepare("SELECT key, value FROM documents WHERE kind = ? ORDER BY place");
  const one = db.prepare("SELECT value FROM documents WHERE kind = ? AND key = ?");
  for (const row of kept.all(kind))
    rows.set(String(row["key"]), JSON.parse(String(row["value"])) as T);

  /** What the disk has. */
  const backTo = (key: string, before: T | undefined): void => {
    if (before === undefined) rows.delete(key);
    else rows.set(key, before);
  };
  return {
    get: (key) => rows.get(key),
    reread(key) {
      const found = reads(() => valueIn<T>(one.get(kind, key)), rows.get(key));
      backTo(key, found);
      return found;
    },
    all: () => [...rows.values()],
    async put(key, value) {
      const before = rows.get(key);
      rows.set(key, value);
      const done = await writer.write(putDocument, kind, key, JSON.stringify(value));
      if (!done.ok && rows.get(key) === value) backTo(key, before);
      return done;
    },
    async remove(key) {
      const before = rows.get(key);
      rows.delete(key);
      const done = await writer.write(removeDocument, kind, key);
      if (!done.ok && before !== undefined && !rows.has(key)) backTo(key, before);
      return done;
    },
  };
}

function sqliteChronicle<T>({ db, writer, reads }: Means, kind: string): Chronicle<T> {
  const one = db.prepare("SELECT value FROM chronicle WHERE kind = ? AND id = ?");
  const some = db.prepare(
    `SELECT id, at, value FROM chronicle WHERE kind = ? AND (at, id) < (?, ?)
     ORDER BY at DESC, id DESC LIMIT ?`,
  );
  return {
    put: (id, at, value) =>
      writer.writeSoon(
        `INSERT INTO chronicle (kind, id, at, value) VALUES (?, ?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at, value = excluded.value`,
        kind,
        id,
        at,
        JSON.stringify(value),
      ),
    get: (id) => reads(() => valueIn<T>(one.get(kind, id)), undefined),
    page(cursor, limit) {
      const [at = "", id = ""] = (cursor ?? "").split("~");
      const from = cursor === undefined ? Number.MAX_VALUE : Number(at) || 0;
      const found: Row[] = [];
      reads(() => {
        for (const row of some.iterate(kind, from, id, limit + 1)) found.push(row);
      }, undefined);
      const items = found
        .slice(0, limit)
        .flatMap((row) => reads(() => valueIn<T>(row), undefined) ?? []);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return { items, ...(last && { next: `${last["at"]}~${last["id"]}` }) };
    },
    trim: (olderThan) =>
      writer.write("DELETE FROM chronicle WHERE kind = ? AND at < ?", kind, olderThan),
  };
}
