import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
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

function commit(writes: readonly Write[]): void {
  if (writes.length === 0) return;
  attempt(writes, () => {
    db.exec("BEGIN IMMEDIATE");
    for (const { sql, values } of writes) statement(sql).run(...values);
    db.exec("COMMIT");
  });
}

/** Those of a kind together, and each that stands alone between them. */
function carryOut(writes: readonly Write[]): void {
  let together: Write[] = [];
  for (const write of writes) {
    if (!write.alone) together.push(write);
    if (!write.alone) continue;
    commit(together);
    together = [];
    attempt([write], () => db.prepare(write.sql).run(...write.values));
  }
  commit(together);
}

type Handed = readonly Write[] | "close";

port.on("message", (first: Handed) => {
  const writes: Write[] = [];
  let handed: Handed | undefined = first;
  while (Array.isArray(handed)) {
    writes.push(...handed);
    handed = receiveMessageOnPort(port)?.message as Handed | undefined; // those that are here already
  }
  carryOut(writes);
  if (handed !== "close") return;
  db.close();
  port.close();
});
