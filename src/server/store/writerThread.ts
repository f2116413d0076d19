import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { Write, Written } from "#server/store/writer.ts";

/**
 * The thread that writes. While one commit waits for the disk, the next writes gather in its
 * mailbox and share the next commit: the more there is to do, the less each costs.
 */
const port = parentPort;
if (!port) throw new Error("writerThread.ts is started by writer.ts");
const db = new DatabaseSync((workerData as { readonly file: string }).file, { timeout: 5000 });
db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
const statements = new Map<string, StatementSync>();

function statement(sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  const made = db.prepare(sql);
  statements.set(sql, made);
  return made;
}

let waiting: Write[] = [];

function attempt(writes: readonly Write[], work: () => void): void {
  const answer: Written = { ids: writes.map(({ id }) => id) };
  try {
    work();
    port?.postMessage(answer);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    port?.postMessage({ ...answer, error: error instanceof Error ? error.message : String(error) });
  }
}

function commit(): void {
  const writes = waiting;
  waiting = [];
  if (writes.length === 0) return;
  attempt(writes, () => {
    db.exec("BEGIN IMMEDIATE");
    for (const { sql, values } of writes) statement(sql).run(...values);
    db.exec("COMMIT");
  });
}

port.on("message", (write: Write | "close") => {
  if (write === "close") {
    commit();
    db.close();
    port.close();
    return;
  }
  if (write.alone) {
    commit();
    attempt([write], () => db.prepare(write.sql).run(...write.values));
    return;
  }
  waiting.push(write);
  if (waiting.length === 1) setImmediate(commit); // after the messages that are here already
});
