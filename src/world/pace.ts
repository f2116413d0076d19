import type { Millis } from "#kit/time.ts";

/** The turns of the thread that asks. Where there is none, as in a simulated world, all that comes is done at once. */
export interface Pace {
  /** CPU time that this thread has used so far: it stands still while the machine gives the thread none. */
  worked(): Millis;
  /** Once, when what has come until then has been heard. */
  nextTurn(act: () => void): void;
}
