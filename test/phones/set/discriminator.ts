import type { FskTones } from "./fskTones.ts";
import { HumFilter } from "./humFilter.ts";
import { sinePeak } from "./level.ts";
import { TwoTones } from "./twoTones.ts";

/** By so many samples the answer waits, so that a tone's loudness is known when its edge is judged. */
const WAIT = 7;
/** One tone may be this much softer than the other: 12 dB. */
const SOFTER = 0.25;
/** A carrier softer than this is none; boxes must hear −38 dBm and need not hear −48. */
const SOFTEST = sinePeak(-48);
/** Share of the difference by which its loudness follows with each sample: 4 ms. */
const FOLLOWS = 1 / 32;

/**
 * Which of the two tones there is, sample by sample: above 0 a mark, below a space, NaN without a
 * carrier. Each is weighed against its own loudness, for a long line lets the lower through better,
 * and the edges between them would seem to move.
 */
export class Discriminator {
  readonly #hum = new HumFilter();
  readonly #tones: TwoTones;
  readonly #marks = new Float64Array(WAIT);
  readonly #spaces = new Float64Array(WAIT);
  readonly #markLevel = new ToneLevel();
  readonly #spaceLevel = new ToneLevel();
  #leanings = new Float64Array();
  #at = 0;
  #wasMark = false;
  #hasCarrier = false;
  #carrier = 0;

  constructor(tones: FskTones) {
    this.#tones = new TwoTones(tones);
  }

  /** Valid until the next. */
  hear(samples: Int16Array): Float64Array {
    const { marks, spaces } = this.#tones.peaks(this.#hum.filter(samples));
    if (this.#leanings.length !== marks.length) this.#leanings = new Float64Array(marks.length);
    const leanings = this.#leanings;
    for (let i = 0; i < marks.length; i++) leanings[i] = this.#judge(marks[i] ?? 0, spaces[i] ?? 0);
    return leanings;
  }

  #judge(mark: number, space: number): number {
    const isMark = mark > space;
    const loudness = isMark ? mark : space;
    const loud = isMark ? this.#markLevel : this.#spaceLevel;
    const soft = isMark ? this.#spaceLevel : this.#markLevel;
    if (isMark !== this.#wasMark) soft.pause();
    loud.push(loudness);
    this.#wasMark = isMark;
    const at = this.#at;
    const markBefore = this.#marks[at] ?? 0;
    const spaceBefore = this.#spaces[at] ?? 0;
    this.#marks[at] = mark;
    this.#spaces[at] = space;
    this.#at = at + 1 === WAIT ? 0 : at + 1;
    this.#carrier += (loudness - this.#carrier) * FOLLOWS;
    const strength = Math.max(loud.is, soft.is);
    return this.#isThere(strength) ? this.#weigh(markBefore, spaceBefore, strength) : Number.NaN;
  }

  #isThere(strength: number): boolean {
    const enough = this.#hasCarrier ? Math.max(SOFTEST / 2, strength / 4) : SOFTEST;
    const had = this.#hasCarrier;
    this.#hasCarrier = this.#carrier > enough;
    if (had && !this.#hasCarrier) {
      this.#markLevel.is = 0;
      this.#spaceLevel.is = 0;
    }
    return this.#hasCarrier;
  }

  #weigh(mark: number, space: number, strength: number): number {
    if (strength === 0) return mark - space;
    const least = strength * SOFTER;
    const ofMark = Math.max(this.#markLevel.is || strength, least);
    const ofSpace = Math.max(this.#spaceLevel.is || strength, least);
    return mark / ofMark - space / ofSpace;
  }
}

/** How loud one tone is while it sounds: follows up at once, down by a quarter with each bit. */
class ToneLevel {
  is = 0;
  #highest = 0;
  #samples = 0;

  /** Its peak, while it is the louder one. */
  push(peak: number): void {
    this.#samples++;
    if (peak > this.#highest) this.#highest = peak;
    if (this.#samples >= 3 && this.#highest > this.is) this.is = this.#highest;
    if (this.#samples >= 8) this.pause();
  }

  /** Its turn is over, or has lasted for a bit. */
  pause(): void {
    if (this.#samples >= 4) this.is += (this.#highest - this.is) / 4;
    this.#samples = 0;
    this.#highest = 0;
  }
}
