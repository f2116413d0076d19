import type { FskTones } from "./fskTones.ts";

/** Samples that are looked at together: as good as one bit, which is 6⅔. */
const TAPS = 7;
const MIDDLE = (TAPS - 1) / 2;

/**
 * How loud each of two tones is in the last seven samples: the sum of two sines that comes nearest
 * to them. Seven samples are too few for the tones not to be in each other's way (a mark of V.23
 * looks to a plain correlator like 0.4 of a space); fitted together they are not.
 *
 * Seen from the middle sample, cosines are even and sines odd, so each half is fitted by itself.
 */
export class TwoTones {
  /** Peaks of the two sines. */
  mark = 0;
  space = 0;
  readonly #even: readonly [Float64Array, Float64Array];
  readonly #odd: readonly [Float64Array, Float64Array];
  readonly #last = new Float64Array(TAPS);

  constructor({ mark, space }: FskTones) {
    this.#even = fit(Math.cos, mark, space);
    this.#odd = fit(Math.sin, mark, space);
  }

  push(sample: number): void {
    const x = this.#last;
    x.copyWithin(0, 1);
    x[TAPS - 1] = sample;
    let [markEven, spaceEven, markOdd, spaceOdd] = [0, 0, 0, 0];
    for (let i = 0; i <= MIDDLE; i++) {
      const [before, after] = [x[MIDDLE - i] ?? 0, x[MIDDLE + i] ?? 0];
      markEven += (this.#even[0][i] ?? 0) * (after + before);
      spaceEven += (this.#even[1][i] ?? 0) * (after + before);
      markOdd += (this.#odd[0][i] ?? 0) * (after - before);
      spaceOdd += (this.#odd[1][i] ?? 0) * (after - before);
    }
    this.mark = Math.sqrt(markEven * markEven + markOdd * markOdd);
    this.space = Math.sqrt(spaceEven * spaceEven + spaceOdd * spaceOdd);
  }
}

/**
 * Least squares: for each tone the weights of the sums (or differences) of the samples that stand
 * equally far from the middle one.
 */
function fit(
  wave: (angle: number) => number,
  mark: number,
  space: number,
): readonly [Float64Array, Float64Array] {
  const shape = (hertz: number): number[] =>
    Array.from({ length: MIDDLE + 1 }, (_, i) => wave((2 * Math.PI * hertz * i) / 8000));
  const [ofMark, ofSpace] = [shape(mark), shape(space)];
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + (i === 0 ? 1 : 2) * value * (b[i] ?? 0), 0);
  const [mm, ms, ss] = [
    product(ofMark, ofMark),
    product(ofMark, ofSpace),
    product(ofSpace, ofSpace),
  ];
  const size = mm * ss - ms * ms;
  // The middle sample is its own mirror image and would be counted twice.
  const weight = (value: number, i: number): number => value / size / (i === 0 ? 2 : 1);
  return [
    Float64Array.from(ofMark, (m, i) => weight(ss * m - ms * (ofSpace[i] ?? 0), i)),
    Float64Array.from(ofSpace, (s, i) => weight(mm * s - ms * (ofMark[i] ?? 0), i)),
  ];
}
