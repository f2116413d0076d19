import type { Cancel } from "#kit/listeners.ts";
import type { Instant, WallTime } from "#kit/time.ts";

/** The passing of time, as a parameter. */
export interface Clock {
  /** Monotonic: never goes back, whatever people do to the wall clock. */
  now(): Instant;
  wallTime(): WallTime;
  /**
   * What `wallTime` would be had nobody set the clock since the program began: for what lasts so
   * long (a registration) and may be kept for the next program. Not for people.
   */
  steadyTime(): WallTime;
  /** Wakes once, at or after `when`, never before `at` has returned. */
  at(when: Instant, wake: () => void): Cancel;
}
