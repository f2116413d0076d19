import { fail, ok, type Result } from "#kit/result.ts";
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

/** Where it would be kept: nothing new while it is full. */
export interface Disk {
  readonly full: boolean;
}

const done: Promise<Result<void>> = Promise.resolve(ok(undefined));
const trouble = ({ full }: Disk): Result<void> =>
  full ? fail("store.full", "the disk is full") : ok(undefined);

/** Values are kept as JSON, so that nobody shares an object with the store. */
function memoryTable<T>(disk: Disk): Table<T> {
  const rows = new Map<string, string>();
  const get = (key: string): T | undefined => {
    const text = rows.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  return {
    get,
    reread: get,
    all: () => [...rows.values()].map((text) => JSON.parse(text) as T),
    put(key, value) {
      if (disk.full) return Promise.resolve(trouble(disk));
      rows.set(key, JSON.stringify(value));
      return done;
    },
    remove(key) {
      rows.delete(key);
      return done;
    },
  };
}

interface Row {
  readonly id: string;
  readonly at: number;
  readonly text: string;
}

/** Newest first; among equals the greater id. */
const newestFirst = (a: Row, b: Row): number => b.at - a.at || (a.id < b.id ? 1 : -1);

function memoryChronicle<T>(disk: Disk): Chronicle<T> {
  const rows = new Map<string, Row>();
  return {
    put(id, at, value) {
      if (disk.full) return Promise.resolve(trouble(disk));
      rows.set(id, { id, at, text: JSON.stringify(value) });
      return done;
    },
    get(id) {
      const row = rows.get(id);
      return row && (JSON.parse(row.text) as T);
    },
    page(cursor, limit) {
      const sorted = [...rows.values()].sort(newestFirst);
      const [at = "", id = ""] = (cursor ?? "").split("~");
      const before =
        cursor === undefined ? -1 : sorted.findIndex((r) => String(r.at) === at && r.id === id);
      const found = sorted.slice(before + 1, before + 1 + limit);
      const last = found.at(-1);
      const items = found.map(({ text }) => JSON.parse(text) as T);
      const more = sorted.length > before + 1 + limit;
      return { items, ...(more && last && { next: `${last.at}~${last.id}` }) };
    },
    trim(olderThan) {
      for (const [id, row] of rows) if (row.at < olderThan) rows.delete(id);
      return done;
    },
  };
}

/** A store that forgets: for tests in virtual time. */
export function memoryStore(disk: Disk = { full: false }): Store {
  return {
    settings: memoryTable<SettingsVersion>(disk),
    bindings: memoryTable(disk),
    calls: memoryChronicle<KeptCall>(disk),
    wires: memoryChronicle<KeptWire>(disk),
    messages: memoryTable<Message>(disk),
    errands: memoryTable<Errand>(disk),
    recordings: memoryTable<Message>(disk),
    acquaintances: memoryTable<Acquaintance>(disk),
    copies: memoryTable<KeptCopy>(disk),
    pushes: memoryTable(disk),
    vault: memoryTable(disk),
    trouble: () => trouble(disk),
    backup: () => Promise.resolve(fail("store.noFile", "this store is in memory only")),
    close: () => Promise.resolve(),
  };
}
