/**
 * media/loop: the exchange's end of a subscriber loop, at sample level. Every 10 ms both ends give
 * each other one block: the exchange feeds the loop, rings and speaks; the set draws current or does
 * not, and speaks. Nothing else passes between them. 8 kHz, 16-bit linear; 0 dBm0 as in
 * `tone/toneGenerator.ts`.
 */
export const LOOP_RATE = 8000;
export const BLOCK_MS = 10;
export const BLOCK_SAMPLES = (LOOP_RATE * BLOCK_MS) / 1000;

/**
 * The battery across the pair. Reversed: tip and ring have changed places, current flows the other
 * way. Open: no battery, so that no current can flow and the set hears nothing.
 */
export type Feed = "normal" | "reversed" | "open";

/** What the exchange puts on the loop for 10 ms. */
export interface ExchangeBlock {
  /** `BLOCK_SAMPLES` of what the set hears. */
  readonly audio: Int16Array;
  readonly feed: Feed;
  /** Ringing voltage is on the loop; what `audio` has is lost beneath it. */
  readonly ringing: boolean;
}

/** What the set puts on the loop in the same 10 ms. */
export interface SetBlock {
  /** `BLOCK_SAMPLES` of what the exchange hears; a hybrid's echo of its own sound is in it. */
  readonly audio: Int16Array;
  /** Whether direct current flowed, for each of the 10 ms. */
  readonly current: readonly boolean[];
}

/** The other end of a loop: a card's driver, or a simulated set. */
export interface LoopDriver {
  /**
   * Puts this on the loop for 10 ms and gives back what the set put there meanwhile: a sound's echo
   * must come within the canceller's tail. What it was given is overwritten afterwards, and what it
   * gives may be.
   */
  exchange(block: ExchangeBlock): SetBlock;
}
