import type { FamilyStreet } from "./familyStreet.ts";

/** A row of the exchange and its members with real processes: its name, and the play. */
export interface FamilyStory {
  readonly id: string;
  readonly name: string;
  /** Leaves the street as it was. */
  readonly play: (street: FamilyStreet) => Promise<void>;
}
