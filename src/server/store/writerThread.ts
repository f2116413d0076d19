import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, receiveMessageOnPort } from "node:worker_threads";
import type { Handed, Write, Written } from "#server/store/writer.ts";

/**
 * The thread that writes. While one commit waits for the disk, the next writes gather in its
 * mailbox and share the next commit: the more there is to do, the less each costs.
 */
const port = parentPort;
if (!port) throw new Error("writerThread.ts is started by writer.ts");

interface Open {
  readonly db: DatabaseSync;
  readonly statements: Map<string, StatementSync>;
}
const files = new Map<string, Open>();

/** How safe the commits to a file are, as its writer said. */
const loose = new Set<string>();

function opened(file: string): Open {
  const known = files.get(file);
  if (known) return known;
  const db = new DatabaseSync(file, { timeout: 5000 });
  const synchronous = loose.has(file) ? "OFF" : "FULL";
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  const made: Open = { db, statements: new Map() };
  files.set(file, made);
  return made;
}

function statement({ db, statements }: Open, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  const made = db.prepare(sql);
  statements.set(sql, made);
  return made;
}

function attempt(file: string, writes: readonly Write[], work: (open: Open) => void): void {
  const answer: Written = { ids: writes.map(({ id }) => id) };
  try {
    work(opened(file));
    port?.postMessage(answer);
  } catch (error) {
    const db = files.get(file)?.db;
    if (db?.isTransaction) db.exec("ROLLBACK");
    port?.postMessage({ ...answer, error: error instanceof Error ? error.message : String(error) });
  }
}

function commit(file: string, writes: readonly Write[]): void {
  if (writes.length === 0) return;
  attempt(file, writes, (open) => {
    open.db.exec("BEGIN IMMEDIATE");
    for (const { sql, values } of writes) statement(open, sql).run(...values);
    open.db.exec("COMMIT");
  });
}

/** Those of a kind together, and each that stands alone between them. */
function carryOut(file: string, writes: readonly Write[]): void {
  let together: Write[] = [];
  for (const write of writes) {
    if (!write.alone) together.push(write);
    if (!write.alone) continue;
    commit(file, together);
    together = [];
    attempt(file, [write], ({ db }) => db.prepare(write.sql).run(...write.values));
  }
  commit(file, together);
}

function close(file: string, id: number): void {
  files.get(file)?.db.close();
  files.delete(file);
  port?.postMessage({ ids: [id] } satisfies Written);
}

type Mail = Handed | "close";

port.on("message", (first: Mail) => {
  const all = new Map<string, Write[]>();
  const closing: [string, number][] = [];
  let mail: Mail | undefined = first;
  while (mail !== undefined && mail !== "close") {
    const { file, work, safety } = mail;
    if (safety === "loose") loose.add(file);
    if ("closes" in work) closing.push([file, work.closes]);
    else if (!all.get(file)?.push(...work)) all.set(file, [...work]);
    mail = receiveMessageOnPort(port)?.message as Mail | undefined; // those that are here already
  }
  for (const [file, writes] of all) carryOut(file, writes);
  for (const [file, id] of closing) close(file, id);
  if (mail !== "close") return;
  for (const { db } of files.values()) db.close();
  port.close();
});
