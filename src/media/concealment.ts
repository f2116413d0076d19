import type { SampleRate } from "#media/codec/codec.ts";

/** Voices lie between 66 and 400 Hz. */
const [SHORTEST_MS, LONGEST_MS] = [2.5, 15];
/** How much of the past is compared to find the pitch. */
const COMPARED_MS = 15;
/** At full loudness for 10 ms, gone after 60: what lasts longer sounds like a machine (G.711 Appendix I). */
const [FULL_MS, GONE_MS] = [10, 60];
/** How long the guess and the truth overlap when sound comes back. */
const OVERLAP_MS = 5;

/**
 * What to play for a lost frame where the codec has no means of its own: the last pitch period over
 * and over, fading. Remembers 45 ms of one stream. Hot: changes frames in place.
 */
export class Concealer {
  readonly #perMs: number;
  readonly #past: Int16Array;
  #period = new Int16Array(0);
  /** How many samples were made up since the last true one. */
  #made = 0;

  constructor(rate: SampleRate) {
    this.#perMs = rate / 1000;
    this.#past = new Int16Array(rate * 0.045);
  }

  /** True sound. After a loss its beginning is blended with what would have been made up. */
  heard(frame: Int16Array): void {
    if (this.#made > 0) this.#blend(frame);
    this.#made = 0;
    this.#remember(frame);
  }

  /** Fills the frame with what might have come. */
  lost(frame: Int16Array): void {
    if (this.#made === 0) this.#period = this.#findPeriod();
    for (let i = 0; i < frame.length; i++) frame[i] = this.#next();
    this.#remember(frame);
  }

  #next(): number {
    const sample = this.#period[this.#made % this.#period.length] ?? 0;
    const ms = this.#made++ / this.#perMs;
    return ms <= FULL_MS ? sample : sample * Math.max(0, (GONE_MS - ms) / (GONE_MS - FULL_MS));
  }

  #blend(frame: Int16Array): void {
    const overlap = Math.min(frame.length, OVERLAP_MS * this.#perMs);
    for (let i = 0; i < overlap; i++) {
      const truth = i / overlap;
      frame[i] = (frame[i] ?? 0) * truth + this.#next() * (1 - truth);
    }
  }

  #remember(frame: Int16Array): void {
    const past = this.#past;
    const kept = frame.subarray(Math.max(0, frame.length - past.length));
    past.copyWithin(0, kept.length);
    past.set(kept, past.length - kept.length);
  }

  /** The last period, its end bent so that it joins its own beginning. */
  #findPeriod(): Int16Array<ArrayBuffer> {
    const past = this.#past;
    const pitch = this.#findPitch();
    const start = past.length - pitch;
    const period = past.slice(start);
    const bent = pitch >> 2;
    for (let i = pitch - bent; i < pitch; i++) {
      const before = (i - (pitch - bent)) / bent;
      period[i] = (period[i] ?? 0) * (1 - before) + (past[start - pitch + i] ?? 0) * before;
    }
    return period;
  }

  /** The lag at which the past resembles itself most. */
  #findPitch(): number {
    const [shortest, longest] = [SHORTEST_MS * this.#perMs, LONGEST_MS * this.#perMs];
    let [best, found] = [0, longest];
    for (let lag = shortest; lag <= longest; lag++) {
      const likeness = this.#likeness(lag);
      if (likeness > best * 1.02) [best, found] = [likeness, lag]; // a multiple of the pitch is no better
    }
    return found;
  }

  #likeness(lag: number): number {
    const past = this.#past;
    const from = past.length - COMPARED_MS * this.#perMs;
    let [product, energy] = [0, 1];
    for (let i = from; i < past.length; i++) {
      const earlier = past[i - lag] ?? 0;
      product += (past[i] ?? 0) * earlier;
      energy += earlier * earlier;
    }
    return product / Math.sqrt(energy);
  }
}
