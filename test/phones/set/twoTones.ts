import type { FskTones } from "./fskTones.ts";

/**
 * How loud each of two tones is in the last seven samples, which are as good as one bit of 6⅔: the sum of two sines that comes nearest
 * to them. Seven samples are too few for the tones not to be in each other's way (a mark of V.23
 * looks to a plain correlator like 0.4 of a space); fitted together they are not.
 *
 * Seen from the middle sample, cosines are even and sines odd, so each half is fitted by itself.
 */
export class TwoTones {
  /** Peaks of the two sines. */
  mark = 0;
  space = 0;
  readonly #even: Weights;
  readonly #odd: Weights;
  /** The last seven samples, the oldest first; one field each, for this is done 8,000 times a second. */
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #e = 0;
  #f = 0;
  #g = 0;

  constructor({ mark, space }: FskTones) {
    this.#even = fit(Math.cos, mark, space);
    this.#odd = fit(Math.sin, mark, space);
  }

  push(sample: number): void {
    this.#a = this.#b;
    this.#b = this.#c;
    this.#c = this.#d;
    this.#d = this.#e;
    this.#e = this.#f;
    this.#f = this.#g;
    this.#g = sample;
    const [even, odd, middle] = [this.#even, this.#odd, this.#d];
    const [sum1, sum2, sum3] = [this.#e + this.#c, this.#f + this.#b, this.#g + this.#a];
    const [gap1, gap2, gap3] = [this.#e - this.#c, this.#f - this.#b, this.#g - this.#a];
    const m0 = even.mark0 * middle + even.mark1 * sum1 + even.mark2 * sum2 + even.mark3 * sum3;
    const s0 = even.space0 * middle + even.space1 * sum1 + even.space2 * sum2 + even.space3 * sum3;
    const m1 = odd.mark1 * gap1 + odd.mark2 * gap2 + odd.mark3 * gap3;
    const s1 = odd.space1 * gap1 + odd.space2 * gap2 + odd.space3 * gap3;
    this.mark = Math.sqrt(m0 * m0 + m1 * m1);
    this.space = Math.sqrt(s0 * s0 + s1 * s1);
  }
}

/** By how much the samples count that stand so far from the middle one, for either tone. */
interface Weights {
  readonly mark0: number;
  readonly mark1: number;
  readonly mark2: number;
  readonly mark3: number;
  readonly space0: number;
  readonly space1: number;
  readonly space2: number;
  readonly space3: number;
}

/**
 * Least squares: for each tone the weights of the sums (or differences) of the samples that stand
 * equally far from the middle one.
 */
function fit(wave: (angle: number) => number, mark: number, space: number): Weights {
  const shape = (hertz: number): number[] =>
    [0, 1, 2, 3].map((i) => wave((2 * Math.PI * hertz * i) / 8000));
  const [m, s] = [shape(mark), shape(space)];
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + (i === 0 ? 1 : 2) * value * (b[i] ?? 0), 0);
  const [mm, ms, ss] = [product(m, m), product(m, s), product(s, s)];
  const size = mm * ss - ms * ms;
  const ofMark = (i: number): number => (ss * (m[i] ?? 0) - ms * (s[i] ?? 0)) / size;
  const ofSpace = (i: number): number => (mm * (s[i] ?? 0) - ms * (m[i] ?? 0)) / size;
  return {
    mark0: ofMark(0),
    mark1: ofMark(1),
    mark2: ofMark(2),
    mark3: ofMark(3),
    space0: ofSpace(0),
    space1: ofSpace(1),
    space2: ofSpace(2),
    space3: ofSpace(3),
  };
}
