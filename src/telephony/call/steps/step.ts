/** What a step of a plan comes to when its turn is there. */
import type { Attempt, Seat } from "../call.ts";

/** Attempts without names yet: the runner gives them their legs. */
export type Fresh = Omit<Attempt, "leg">;

/** `never`: telephones that it names and cannot ring, for the record. */
export interface Prepared {
  readonly fresh: readonly Fresh[];
  readonly never: readonly Omit<Seat, "leg">[];
}
