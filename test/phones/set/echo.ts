/** How much of what it hears a thing says again: a hybrid that does not fit its line, a loudspeaker. */
export interface EchoPath {
  /** In dB: how much softer. */
  readonly loss: number;
  /** In whole samples. */
  readonly delay: number;
}

/** Says again what it is given, softer and later. */
export class Echo {
  readonly #gain: number;
  readonly #line: Float64Array;
  #at = 0;

  constructor({ loss, delay }: EchoPath) {
    this.#gain = 10 ** (-loss / 20);
    this.#line = new Float64Array(delay + 1);
  }

  /** For the next sample that is heard, the next one that is said. */
  push(sample: number): number {
    this.#line[this.#at] = sample * this.#gain;
    this.#at = (this.#at + 1) % this.#line.length;
    return this.#line[this.#at] ?? 0;
  }
}
