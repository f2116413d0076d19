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
  readonly #tones: TwoTones;
  readonly #marks = new Float64Array(WAIT);
  readonly #spaces = new Float64Array(WAIT);
  readonly #markLevel = new ToneLevel();
  readonly #spaceLevel = new ToneLevel();
  #at = 0;

  constructor(tones: FskTones) {
    this.#tones = new TwoTones(tones);
  }

  /** Peak of the louder tone while it sounds. */
  get strength(): number {
    return Math.max(this.#markLevel.is, this.#spaceLevel.is);
  }

  push(sample: number): number {
    this.#tones.push(sample);
    const { mark, space } = this.#tones;
    const isMark = mark > space;
    this.loudness = isMark ? mark : space;
    this.#markLevel.push(isMark ? mark : 0);
    this.#spaceLevel.push(isMark ? 0 : space);
    const [markBefore, spaceBefore] = [this.#marks[this.#at] ?? 0, this.#spaces[this.#at] ?? 0];
    this.#marks[this.#at] = mark;
    this.#spaces[this.#at] = space;
    this.#at = (this.#at + 1) % WAIT;
    return this.#weigh(markBefore, spaceBefore);
  }

  forget(): void {
    this.#markLevel.is = 0;
    this.#spaceLevel.is = 0;
  }

  #weigh(mark: number, space: number): number {
    const most = this.strength;
    const [ofMark, ofSpace] = [this.#markLevel.is || most, this.#spaceLevel.is || most];
    if (most === 0) return mark - space;
    return mark / Math.max(ofMark, most * SOFTER) - space / Math.max(ofSpace, most * SOFTER);
  }
}

/** How loud one tone is while it sounds: follows up at once, down by a quarter with each turn. */
class ToneLevel {
  is = 0;
  #highest = 0;
  #samples = 0;

  /** Its peak; 0 while the other tone is the louder one. */
  push(peak: number): void {
    if (peak > 0) {
      this.#samples++;
      this.#highest = Math.max(this.#highest, peak);
      if (this.#samples >= 3) this.is = Math.max(this.is, this.#highest);
    }
    if (this.#samples === 0 || (peak > 0 && this.#samples < 8)) return;
    if (this.#samples >= 4) this.is += (this.#highest - this.is) / 4;
    this.#samples = 0;
    this.#highest = 0;
  }
}
