import type { Cancel } from "#kit/listeners.ts";
import type { Instant, WallTime } from "#kit/time.ts";

/** The passing of time, as a parameter. */
export interface Clock {
  /** Monotonic: never goes back, whatever people do to the wall clock. */
  now(): Instant;
  wallTime(): WallTime;
  /** Wakes once, at or after `when`, never before `at` has returned. */
  at(when: Instant, wake: () => void): Cancel;
}
