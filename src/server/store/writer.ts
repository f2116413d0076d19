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

export interface Written {
  readonly ids: readonly number[];
  readonly error?: string;
}

/** Hands writes to the thread; resolves each when it is on the disk, or is not going to be. */
export interface Writer {
  write(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  /** For what nobody waits for: a moment later, with all that came meanwhile. Many at once cost little more than one. */
  writeSoon(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  /** On the writing connection, outside of any transaction: PRAGMA, VACUUM. */
  alone(sql: string, ...values: (string | number | null)[]): Promise<Result<void>>;
  readonly lastTrouble: Result<void>;
  close(): Promise<void>;
}

/** ms */
const soon = 25;

const code = (message: string): string =>
  /disk is full|SQLITE_FULL|database or disk/i.test(message) ? "store.full" : "store.failed";

export function startWriter(file: string): Writer {
  const here = import.meta.url.endsWith(".ts") ? "./writerThread.ts" : "./writerThread.js";
  const thread = new Worker(new URL(here, import.meta.url), { workerData: { file }, execArgv: [] });
  const waiting = new Map<number, (done: Result<void>) => void>();
  let next = 0;
  let lastTrouble: Result<void> = ok(undefined);
  let gone: Result<void> | undefined;

  const settle = (ids: Iterable<number>, done: Result<void>): void => {
    lastTrouble = done;
    for (const id of ids) {
      waiting.get(id)?.(done);
      waiting.delete(id);
    }
  };
  const lose = (detail: string): void => {
    gone = fail("store.failed", detail);
    settle([...waiting.keys()], gone);
  };
  thread.on("message", ({ ids, error }: Written) =>
    settle(ids, error === undefined ? ok(undefined) : fail(code(error), error)),
  );
  thread.on("error", (error) => lose(error instanceof Error ? error.message : String(error)));
  thread.on("exit", () => lose("the writing thread has ended"));

  let gathered: Write[] = [];
  let timer: NodeJS.Timeout | undefined;
  const hand = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const writes = gathered;
    gathered = [];
    if (writes.length > 0) thread.postMessage(writes);
  };
  const gather = (write: Omit<Write, "id">): Promise<Result<void>> => {
    if (gone) return Promise.resolve(gone);
    const id = next++;
    gathered.push({ ...write, id });
    return new Promise((resolve) => waiting.set(id, resolve));
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
      return lastTrouble;
    },
    async close() {
      if (gone) return;
      hand();
      const ended = once(thread, "exit");
      thread.postMessage("close");
      await ended;
    },
  };
}
