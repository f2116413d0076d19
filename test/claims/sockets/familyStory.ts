import type { FamilyStreet } from "./familyStreet.ts";

/** A row of the exchange and its members with real processes: its name, and the play. */
export interface FamilyStory {
  readonly id: string;
  readonly name: string;
  /** Where SIPp is not installed it is not played. */
  readonly needsSipp?: boolean;
  /** Leaves the street as it was. */
  readonly play: (street: FamilyStreet) => Promise<void>;
}
