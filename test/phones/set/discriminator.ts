import type { FskTones } from "./fskTones.ts";
import { TwoTones } from "./twoTones.ts";

/** By so many samples the answer waits, so that a tone's loudness is known when its edge is judged. */
const WAIT = 7;
/** One tone may be this much softer than the other: 12 dB. */
const SOFTER = 0.25;

/**
 * Which of the two tones there is, sample by sample: above 0 a mark, below a space. Each is weighed
 * against its own loudness, for a long line lets the lower through better, and the edges between
 * them would seem to move.
 */
export class Discriminator {
  /** Peak of the louder tone just now. */
  loudness = 0;
  /** Peak of the louder tone while it sounds. */
  strength = 0;
  readonly #tones: TwoTones;
  readonly #marks = new Float64Array(WAIT);
  readonly #spaces = new Float64Array(WAIT);
  readonly #markLevel = new ToneLevel();
  readonly #spaceLevel = new ToneLevel();
  #at = 0;
  #wasMark = false;

  constructor(tones: FskTones) {
    this.#tones = new TwoTones(tones);
  }

  push(sample: number): number {
    this.#tones.push(sample);
    const { mark, space } = this.#tones;
    const isMark = mark > space;
    this.loudness = isMark ? mark : space;
    if (isMark !== this.#wasMark) (isMark ? this.#spaceLevel : this.#markLevel).pause();
    (isMark ? this.#markLevel : this.#spaceLevel).push(this.loudness);
    this.#wasMark = isMark;
    this.strength = Math.max(this.#markLevel.is, this.#spaceLevel.is);
    const at = this.#at;
    const leaning = this.#weigh(this.#marks[at] ?? 0, this.#spaces[at] ?? 0);
    this.#marks[at] = mark;
    this.#spaces[at] = space;
    this.#at = at + 1 === WAIT ? 0 : at + 1;
    return leaning;
  }

  forget(): void {
    this.#markLevel.is = 0;
    this.#spaceLevel.is = 0;
    this.strength = 0;
  }

  #weigh(mark: number, space: number): number {
    const most = this.strength;
    if (most === 0) return mark - space;
    const least = most * SOFTER;
    const [ofMark, ofSpace] = [this.#markLevel.is || most, this.#spaceLevel.is || most];
    return mark / Math.max(ofMark, least) - space / Math.max(ofSpace, least);
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
