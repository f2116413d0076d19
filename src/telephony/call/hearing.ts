/** Who hears whom: in one call among its legs, and over all calls that a telephone is in. */
import type { LegId } from "#telephony/call/leg.ts";

/** What we make ourselves, for a leg to hear. */
export type Sound = "ringback" | "music" | "confirm";

/** One leg's ear. No speakers and no sound: silence. */
export interface Ear {
  readonly listener: LegId;
  readonly speakers: readonly LegId[];
  readonly sound?: Sound;
}

/** One ear for each leg that has audio, in the order of the legs. */
export type Hearing = readonly Ear[];
