import { STEP } from "#media/loop/adaptiveFilter.ts";
import { LOOP_RATE } from "#media/loop/loop.ts";

/** What one block came to: mean squares of the far sound, of what the set sent and of what is left. */
export interface Residue {
  readonly far: number;
  readonly before: number;
  readonly after: number;
  /** The set itself spoke. */
  readonly speech: boolean;
}

/** A share of the far sound; no hybrid gives back more than it gets, nor counts as better than 14 dB. */
const [MOST, LEAST] = [1, 0.2];
/** Peaks of an echo differ by so much. */
const MARGIN = 1.5;
/** A block of 10 ms: halved in 0.35 s while cancelled, doubled in 1.7 s of double talk, lest a new hybrid be taken for a speaker for ever. */
const [FALLS, CREEPS] = [0.98, 1.004];
/** Between syllables the set still speaks: 30 ms. */
const HANGOVER = (0.03 * LOOP_RATE) / STEP;
const ROOM = 70; // peaks of −50 dBm0 and less are nobody's words
const WELL = 0.05; // cancelled by 13 dB
const AUDIBLE = 8000; // mean square, −45 dBm0

/**
 * Whether the set itself speaks (Geigel's rule): more comes back than a hybrid lets through of the
 * loudest sound of the last tail. How much this hybrid lets through is seen while it is cancelled well.
 */
export class DoubleTalkDetector {
  /** Of the far sound, by step, round and round. */
  readonly #peaks: Float64Array;
  #next = 0;
  #loudest = 0;
  #share = MOST;
  #seen = 0;
  #hangover = 0;

  constructor(taps: number) {
    this.#peaks = new Float64Array(taps / STEP);
  }

  /** Of the next four samples. */
  hears(fromSet: Int16Array, toSet: Int16Array, at: number): boolean {
    this.#remember(peakAt(toSet, at));
    const said = Math.max(0, peakAt(fromSet, at) - ROOM);
    if (said > this.#seen * this.#loudest && this.#loudest > 0) this.#seen = said / this.#loudest;
    if (said > this.#share * this.#loudest) this.#hangover = HANGOVER;
    else if (this.#hangover > 0) this.#hangover--;
    return this.#hangover > 0;
  }

  /** After each block. */
  judge({ far, before, after, speech }: Residue): void {
    if (far > AUDIBLE && speech) this.#share = Math.min(MOST, this.#share * CREEPS);
    else if (far > AUDIBLE && after < WELL * before)
      this.#share = Math.min(MOST, Math.max(LEAST, MARGIN * this.#seen, this.#share * FALLS));
    this.#seen = 0;
  }

  #remember(peak: number): void {
    const peaks = this.#peaks;
    const gone = peaks[this.#next] as number;
    peaks[this.#next] = peak;
    this.#next = this.#next + 1 === peaks.length ? 0 : this.#next + 1;
    if (peak >= this.#loudest) this.#loudest = peak;
    else if (gone === this.#loudest) this.#loudest = largest(peaks);
  }
}

function peakAt(samples: Int16Array, at: number): number {
  let peak = 0;
  for (let i = at; i < at + STEP; i++) peak = Math.max(peak, Math.abs(samples[i] as number));
  return peak;
}

function largest(peaks: Float64Array): number {
  let most = 0;
  for (let i = 0; i < peaks.length; i++) most = Math.max(most, peaks[i] as number);
  return most;
}
