/** The reader of texts from elsewhere: a thread for each text, one after another, with little memory and an end. */
import { Worker } from "node:worker_threads";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Jobs, Reader } from "#server/subscriptions/readings.ts";

export interface ReaderLimits {
  readonly ms: number;
  readonly megabytes: number;
}

const usual: ReaderLimits = { ms: 20_000, megabytes: 256 };

export function threadReader(limits: ReaderLimits = usual): Reader {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(kind, job) {
      const done = last.then(() => onThread<Jobs[typeof kind]["read"]>({ kind, job }, limits));
      last = done;
      return done;
    },
  };
}

function onThread<Read>(workerData: object, limits: ReaderLimits): Promise<Result<Read>> {
  const here = import.meta.url.endsWith(".ts") ? "./readerThread.ts" : "./readerThread.js";
  return new Promise((resolve) => {
    const thread = new Worker(new URL(here, import.meta.url), {
      workerData,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32 },
    });
    const tooHard = fail("subscription.tooHard", "reading it takes too long or too much memory");
    const end = (done: Result<Read>): void => {
      clearTimeout(timer);
      resolve(done);
      void thread.terminate();
    };
    const timer = setTimeout(() => end(tooHard), limits.ms);
    thread.on("message", (read: Read) => end(ok(read)));
    thread.on("error", (error: NodeJS.ErrnoException) =>
      end(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? tooHard
          : fail("subscription.failed", error.message),
      ),
    );
    thread.on("exit", () => end(fail("subscription.failed", "the reading thread has ended")));
  });
}
