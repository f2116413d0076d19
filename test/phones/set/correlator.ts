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

  /** For each sample the square of the peak of the sine of that frequency in the window that ends with it. */
  squares(samples: Int16Array, into: Float64Array): void {
    const [cosine, sine, real, imaginary] = [this.#cosine, this.#sine, this.#real, this.#imaginary];
    let [turn, at, sumReal, sumImaginary] = [
      this.#turn,
      this.#at,
      this.#sumReal,
      this.#sumImaginary,
    ];
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      const r = sample * (cosine[turn] as number);
      const j = sample * (sine[turn] as number);
      turn = turn + 1 === cosine.length ? 0 : turn + 1;
      sumReal += r - (real[at] as number);
      sumImaginary += j - (imaginary[at] as number);
      real[at] = r;
      imaginary[at] = j;
      at = at + 1 === real.length ? 0 : at + 1;
      into[i] = (sumReal * sumReal + sumImaginary * sumImaginary) * this.#scale;
    }
    this.#turn = turn;
    this.#at = at;
    this.#sumReal = sumReal;
    this.#sumImaginary = sumImaginary;
  }
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
