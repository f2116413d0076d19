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

/** ms of one attempt at a file that is locked: it may be one of many. */
const lockTimeout = 100;

/** How safe the commits to a file are, as its writer said. */
const loose = new Set<string>();

function opened(file: string): Open {
  const known = files.get(file);
  if (known) return known;
  const db = new DatabaseSync(file, { timeout: lockTimeout });
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

/** A file that another process has locked: since when, and what waits until it lets go. */
interface Locked {
  readonly since: number;
  waiting: readonly Write[];
  timer?: NodeJS.Timeout | undefined;
}
const locked = new Map<string, Locked>();

/** So long a lock is waited for, in ms; from then on writes fail at once until one works again. */
const patience = 20_000;
/** More than this does not wait: memory is not without end. */
const mostWaiting = 10_000;
/** ms between two attempts, in which others have their turn. */
const pause = 100;

/** SQLite's primary result codes for a file that somebody else has: SQLITE_BUSY, SQLITE_LOCKED. */
const isLocked = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && [5, 6].includes(Number(error.errcode) & 0xff);

const tell = (written: Written): void => port.postMessage(written);

const answer = (file: string, writes: readonly Write[], error?: unknown): void =>
  tell({
    file,
    ids: writes.map(({ id }) => id),
    ...(error !== undefined && { error: error instanceof Error ? error.message : String(error) }),
  });

/** False: the file is locked, and that is waited for. */
function attempt(file: string, writes: readonly Write[], work: (open: Open) => void): boolean {
  try {
    work(opened(file));
    locked.delete(file);
    answer(file, writes);
  } catch (error) {
    const db = files.get(file)?.db;
    if (db?.isTransaction) db.exec("ROLLBACK");
    if (isLocked(error) && mayWait(file, writes)) return false;
    answer(file, writes, error);
  }
  return true;
}

function mayWait(file: string, writes: readonly Write[]): boolean {
  const now = performance.now();
  const late = locked.get(file) ?? { since: now, waiting: [] };
  locked.set(file, late);
  return now - late.since < patience && writes.length <= mostWaiting;
}

const commit = (file: string, writes: readonly Write[]): boolean =>
  attempt(file, writes, (open) => {
    open.db.exec("BEGIN IMMEDIATE");
    for (const { sql, values } of writes) statement(open, sql).run(...values);
    open.db.exec("COMMIT");
  });

const alone = (file: string, write: Write): boolean =>
  attempt(file, [write], ({ db }) => db.prepare(write.sql).run(...write.values));

/** Those of a kind together, and each that stands alone between them. What is left waits. */
function carryOut(file: string, writes: readonly Write[]): void {
  for (let from = 0; from < writes.length; ) {
    const next = writes.findIndex((write, i) => i >= from && write.alone);
    const first = writes[from];
    const to = next === from ? from + 1 : next < 0 ? writes.length : next;
    const turn = writes.slice(from, to);
    const isDone = first?.alone ? alone(file, first) : commit(file, turn);
    if (!isDone) waitWith(file, writes.slice(from));
    from = isDone ? to : writes.length;
  }
}

/** Others have their turn before the next attempt. */
function waitWith(file: string, writes: readonly Write[]): void {
  const late = locked.get(file);
  if (!late) return;
  late.waiting = writes;
  tell({ file, ids: [], waits: performance.now() - late.since });
  late.timer = setTimeout(() => again(file), pause);
}

function again(file: string): void {
  const late = locked.get(file);
  if (!late?.timer) return;
  const { waiting } = late;
  clearTimeout(late.timer);
  late.timer = undefined;
  late.waiting = [];
  carryOut(file, waiting);
}

/** Behind those that wait, where any do. */
function take(file: string, writes: readonly Write[]): void {
  const late = locked.get(file);
  if (late?.timer) late.waiting = [...late.waiting, ...writes];
  else carryOut(file, writes);
}

/** What waits has one more chance. */
function close(file: string, id: number): void {
  again(file);
  const late = locked.get(file);
  clearTimeout(late?.timer);
  locked.delete(file);
  if (late?.timer) answer(file, late.waiting, new Error("database is locked"));
  files.get(file)?.db.close();
  files.delete(file);
  tell({ file, ids: [id] });
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
  for (const [file, writes] of all) take(file, writes);
  for (const [file, id] of closing) close(file, id);
  if (mail === "close") closeAll();
});

function closeAll(): void {
  for (const { timer } of locked.values()) clearTimeout(timer);
  for (const { db } of files.values()) db.close();
  port?.close();
}
