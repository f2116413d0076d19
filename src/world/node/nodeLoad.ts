import { performance } from "node:perf_hooks";
import type { Load } from "#world/load.ts";

/** Of the event loop of the thread that asks. */
export function nodeLoad(): Load {
  let last = performance.eventLoopUtilization();
  return {
    sinceLast() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  };
}
