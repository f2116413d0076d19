/** Reads one text that came from elsewhere, and ends: started by reader.ts, which also ends it when it takes too long. */
import { parentPort, workerData } from "node:worker_threads";
import type { Jobs } from "#server/subscriptions/readings.ts";
import { readText } from "#server/subscriptions/readText.ts";

export interface Work {
  readonly kind: keyof Jobs;
  readonly job: never;
}

const { kind, job } = workerData as Work;
parentPort?.postMessage(readText(kind, job));
