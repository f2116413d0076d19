import { millis } from "#kit/time.ts";
import type { Pace } from "#world/pace.ts";

/** Of the thread that asks. */
export const nodePace: Pace = {
  worked() {
    const { user, system } = process.threadCpuUsage();
    return millis((user + system) / 1000);
  },
  nextTurn: (act) => void setImmediate(act),
};
