import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { fail, ok, type Result } from "#kit/result.ts";

/** One statement to carry out. Each stands for itself; those of one moment share a commit. */
export interface Write {
  readonly id: number;
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
  /** Not within a transaction. */
  readonly alone?: true;
}

/** `full`: committed is what would survive a power cut. `loose`: what would survive the end of this process. */
export type Safety = "full" | "loose";

/** What the thread is handed: writes for a file, or the word that no more will come for it. */
export interface Handed {
  readonly file: string;
  readonly safety: Safety;
  readonly work: readonly Write[] | { readonly closes: number };
}

export interface Written {
  readonly file: string;
  readonly ids: readonly number[];
  readonly error?: string;
  /** Another process has locked the file, for so many ms by now; what is to be written waits. */
  readonly waits?: number;
}

/** Hands writes to the thread; resolves each when it is on the disk, or is not going to be. */
export interface Writer {
  write(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  /** For what nobody waits for: a moment later, with all that came meanwhile. Many at once cost little more than one. */
  writeSoon(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  /** On the writing connection, outside of any transaction: PRAGMA, VACUUM. */
  alone(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  /** Of the last write. A file that was found spoilt stays so. */
  readonly lastTrouble: Result<void>;
  close(): Promise<void>;
}

/** A thread that writes for one store or for many: each file is opened by its first write. */
export interface WriterThread {
  writer(file: string, safety?: Safety): Writer;
  /** When its writers are closed. */
  close(): Promise<void>;
}

type Settle = (done: Result<void>) => void;

/** The thread, and who waits for it. */
interface Line {
  hand(file: Pick<Handed, "file" | "safety">, work: Handed["work"]): void;
  wait(settle: Settle): number;
  /** Why nothing is written any more. */
  gone(): Result<void> | undefined;
  /** What waits because somebody else has locked that file. */
  locked(file: string): Result<void> | undefined;
}

/** ms */
const soon = 25;

function code(message: string): string {
  if (/disk is full|SQLITE_FULL|database or disk/i.test(message)) return "store.full";
  if (/database (table )?is locked/i.test(message)) return "store.locked";
  return /malformed|not a database/i.test(message) ? "store.spoilt" : "store.failed";
}

/** A lock that is shorter than this is told to nobody, in ms. */
const briefly = 1000;

export function openWriterThread(): WriterThread {
  const here = import.meta.url.endsWith(".ts") ? "./writerThread.ts" : "./writerThread.js";
  const thread = new Worker(new URL(here, import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Settle>();
  const locked = new Set<string>();
  let next = 0;
  let gone: Result<void> | undefined;

  const settle = (ids: Iterable<number>, done: Result<void>): void => {
    for (const id of ids) {
      waiting.get(id)?.(done);
      waiting.delete(id);
    }
  };
  const lose = (detail: string): void => {
    gone = fail("store.failed", detail);
    settle([...waiting.keys()], gone);
  };
  thread.on("message", ({ file, ids, error, waits }: Written) => {
    if (waits === undefined) locked.delete(file);
    else if (waits >= briefly) locked.add(file);
    settle(ids, error === undefined ? ok(undefined) : fail(code(error), error));
  });
  thread.on("error", (error) => lose(error instanceof Error ? error.message : String(error)));
  thread.on("exit", () => lose("the writing thread has ended"));

  const line: Line = {
    hand: (file, work) => thread.postMessage({ ...file, work } satisfies Handed),
    wait(settling) {
      waiting.set(next, settling);
      return next++;
    },
    gone: () => gone,
    locked: (file) =>
      locked.has(file)
        ? fail("store.locked", "another process has locked the database; what is new waits")
        : undefined,
  };
  return {
    writer: (file, safety = "full") => writerOn(line, { file, safety }),
    async close() {
      if (gone) return;
      const ended = once(thread, "exit");
      thread.postMessage("close");
      await ended;
    },
  };
}

function writerOn(line: Line, file: Pick<Handed, "file" | "safety">): Writer {
  let lastTrouble: Result<void> = ok(undefined);
  let gathered: Write[] = [];
  let timer: NodeJS.Timeout | undefined;
  const hand = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const writes = gathered;
    gathered = [];
    if (writes.length > 0) line.hand(file, writes);
  };
  const gather = (write: Omit<Write, "id">): Promise<Result<void>> => {
    const gone = line.gone();
    if (gone) return Promise.resolve(gone);
    return new Promise((resolve) => {
      const id = line.wait((done) => {
        if (lastTrouble.ok || lastTrouble.problem.code !== "store.spoilt") lastTrouble = done;
        resolve(done);
      });
      gathered.push({ ...write, id });
    });
  };
  const post = (write: Omit<Write, "id">): Promise<Result<void>> => {
    const done = gather(write);
    hand();
    return done;
  };

  return {
    write: (sql, ...values) => post({ sql, values }),
    writeSoon(sql, ...values) {
      timer ??= setTimeout(hand, soon);
      return gather({ sql, values });
    },
    alone: (sql, ...values) => post({ sql, values, alone: true }),
    get lastTrouble() {
      return line.gone() ?? line.locked(file.file) ?? lastTrouble;
    },
    async close() {
      hand();
      if (line.gone()) return;
      const { promise, resolve } = Promise.withResolvers<Result<void>>();
      line.hand(file, { closes: line.wait(resolve) });
      await promise;
    },
  };
}

/** A writer with a thread of its own. */
export function startWriter(file: string, safety: Safety = "full"): Writer {
  const thread = openWriterThread();
  const writer = thread.writer(file, safety);
  return {
    write: writer.write,
    writeSoon: writer.writeSoon,
    alone: writer.alone,
    get lastTrouble() {
      return writer.lastTrouble;
    },
    async close() {
      await writer.close();
      await thread.close();
    },
  };
}
