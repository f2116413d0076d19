import type { FskTones } from "./fskTones.ts";

/** Samples that are looked at before each one. */
const REACH = 6;

/**
 * How loud each of two tones is in the last seven samples, which are as good as one bit of 6⅔: the sum of two sines that comes nearest
 * to them. Seven samples are too few for the tones not to be in each other's way (a mark of V.23
 * looks to a plain correlator like 0.4 of a space); fitted together they are not.
 *
 * Seen from the middle sample, cosines are even and sines odd, so each half is fitted by itself.
 */
export class TwoTones {
  readonly #even: Weights;
  readonly #odd: Weights;
  /** The last six samples, the oldest first, and those that come. */
  #samples = new Float64Array(REACH);
  #marks = new Float64Array();
  #spaces = new Float64Array();

  constructor({ mark, space }: FskTones) {
    this.#even = fit(Math.cos, mark, space);
    this.#odd = fit(Math.sin, mark, space);
  }

  /** Peaks of the two sines, for each sample with the six before it. Valid until the next. */
  peaks(samples: Float64Array): { readonly marks: Float64Array; readonly spaces: Float64Array } {
    const { length } = samples;
    if (this.#marks.length !== length) this.#makeRoom(length);
    const [x, marks, spaces] = [this.#samples, this.#marks, this.#spaces];
    x.set(samples, REACH);
    const { mark0, mark1, mark2, mark3, space0, space1, space2, space3 } = this.#even;
    const odd = this.#odd;
    for (let i = 0; i < length; i++) {
      const middle = x[i + 3] ?? 0;
      const near = (x[i + 4] ?? 0) + (x[i + 2] ?? 0);
      const mid = (x[i + 5] ?? 0) + (x[i + 1] ?? 0);
      const far = (x[i + 6] ?? 0) + (x[i] ?? 0);
      const rise1 = near - 2 * (x[i + 2] ?? 0);
      const rise2 = mid - 2 * (x[i + 1] ?? 0);
      const rise3 = far - 2 * (x[i] ?? 0);
      const m0 = mark0 * middle + mark1 * near + mark2 * mid + mark3 * far;
      const s0 = space0 * middle + space1 * near + space2 * mid + space3 * far;
      const m1 = odd.mark1 * rise1 + odd.mark2 * rise2 + odd.mark3 * rise3;
      const s1 = odd.space1 * rise1 + odd.space2 * rise2 + odd.space3 * rise3;
      marks[i] = Math.sqrt(m0 * m0 + m1 * m1);
      spaces[i] = Math.sqrt(s0 * s0 + s1 * s1);
    }
    x.copyWithin(0, length);
    return { marks, spaces };
  }

  #makeRoom(length: number): void {
    const last = this.#samples.subarray(0, REACH);
    this.#samples = new Float64Array(length + REACH);
    this.#samples.set(last);
    this.#marks = new Float64Array(length);
    this.#spaces = new Float64Array(length);
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
