import type { Millis } from "#kit/time.ts";

/** One sine of a tone. */
export interface ToneFrequency {
  readonly hz: number;
  /** Level in dBm0, below zero: −13 is a dial tone's part. */
  readonly dbm0: number;
}

/** One piece of a cadence: these frequencies together, or silence when there are none. */
export interface ToneSegment {
  readonly frequencies: readonly ToneFrequency[];
  /** Absent: for ever. */
  readonly length?: Millis;
}

/** A tone with its cadence, as data. */
export interface TonePlan {
  readonly segments: readonly ToneSegment[];
  /** After the last segment go on with this one; absent: the tone ends. */
  readonly repeatFrom?: number;
}
