import { performance } from "node:perf_hooks";
import { type Instant, wallTime } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** setTimeout takes at most 2^31-1 ms; longer waits are taken in parts. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * The machine's own clocks. An alarm is measured against its absolute deadline, however late the
 * loop runs, and never wakes before it: a timer of Node's counts from the beginning of the loop's
 * turn, so one that is set late in a long turn would ring early.
 */
export const nodeClock: Clock = {
  now: () => performance.now() as Instant,
  wallTime: () => wallTime(Date.now()),
  steadyTime: () => wallTime(Math.round(performance.timeOrigin + performance.now())),
  at(when, wake) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.ceil(when - performance.now());
      timer = setTimeout(ring, Math.min(LONGEST_WAIT, Math.max(0, wait)));
    };
    const ring = (): void => {
      if (performance.now() < when) arm();
      else wake();
    };
    arm();
    return () => clearTimeout(timer);
  },
};
