/**
 * How much of one frequency is in the last so many samples, sample by sample: both quadratures of a
 * sliding window, so that the answer does not care for phase. 8,000 samples a second.
 */
export class Correlator {
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #scale: number;
  #turn = 0;
  #at = 0;
  #sumReal = 0;
  #sumImaginary = 0;

  /** `hertz` is whole; `window` in samples. */
  constructor(hertz: number, window: number) {
    const period = 8000 / commonDivisor(8000, hertz);
    const angles = Float64Array.from(
      { length: period },
      (_, i) => (2 * Math.PI * hertz * i) / 8000,
    );
    this.#cosine = angles.map(Math.cos);
    this.#sine = angles.map(Math.sin);
    this.#real = new Float64Array(window);
    this.#imaginary = new Float64Array(window);
    this.#scale = 4 / (window * window);
  }

  /** The square of the peak of the sine of that frequency in the window that ends with this sample. */
  push(sample: number): number {
    const real = sample * (this.#cosine[this.#turn] ?? 0);
    const imaginary = sample * (this.#sine[this.#turn] ?? 0);
    this.#turn = this.#turn + 1 === this.#cosine.length ? 0 : this.#turn + 1;
    this.#sumReal += real - (this.#real[this.#at] ?? 0);
    this.#sumImaginary += imaginary - (this.#imaginary[this.#at] ?? 0);
    this.#real[this.#at] = real;
    this.#imaginary[this.#at] = imaginary;
    this.#at = this.#at + 1 === this.#real.length ? 0 : this.#at + 1;
    const square = this.#sumReal * this.#sumReal + this.#sumImaginary * this.#sumImaginary;
    return square * this.#scale;
  }
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
