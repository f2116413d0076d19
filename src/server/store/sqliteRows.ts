import { closeSync, openSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { LiveRows } from "#server/store/liveRows.ts";
import { startWriter, type Writer, type WriterThread } from "#server/store/writer.ts";

const table = `CREATE TABLE IF NOT EXISTS live
  (key TEXT PRIMARY KEY, text TEXT NOT NULL, found INTEGER NOT NULL DEFAULT 0)`;
/** A row that so many processes have found may be what ends them: it is not given to another one. */
const mostFound = 5;
const putRow = `INSERT INTO live (key, text) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET text = excluded.text`;
const removeRow = "DELETE FROM live WHERE key = ?";

/**
 * In a SQLite file of its own (WAL), whose commits do not wait for the disk: what a killed process
 * wrote is in the system's memory all the same, and a power cut ends the calls anyway. The thread
 * that writes begins with the first call, unless there is one already. A file that cannot be read is
 * made anew.
 */
export function sqliteRows(file: string, thread?: WriterThread): LiveRows {
  const found = read(file) ?? readAnew(file) ?? [];
  const rows = new Map(found.map(({ key, text }) => [key, text]));
  let writer = thread?.writer(file, "loose");
  void writer?.writeSoon(removeRow, ""); // nothing: the file is open by the first call
  const writing = (): Writer => {
    writer ??= startWriter(file, "loose");
    return writer;
  };
  return {
    isImmediate: false,
    all: () => [...rows].map(([key, text]) => ({ key, text })),
    put: (key, text) => writing().write(putRow, key, text),
    remove(key) {
      rows.delete(key);
      void writing().writeSoon(removeRow, key);
    },
    close: async () => writer?.close(),
  };
}

function read(
  file: string,
): readonly { readonly key: string; readonly text: string }[] | undefined {
  try {
    closeSync(openSync(file, "a", 0o600)); // there are keys of calls in it
    const db = new DatabaseSync(file, { timeout: 5000 });
    try {
      db.exec(`PRAGMA journal_mode = WAL; ${table};
        DELETE FROM live WHERE found >= ${mostFound}; UPDATE live SET found = found + 1`);
      return db
        .prepare("SELECT key, text FROM live")
        .all()
        .map(({ key, text }) => ({ key: String(key), text: String(text) }));
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

function readAnew(file: string): ReturnType<typeof read> {
  for (const tail of ["", "-wal", "-shm"]) rmSync(`${file}${tail}`, { force: true });
  return read(file);
}
