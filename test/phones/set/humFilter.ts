/**
 * Takes away the hum of the mains and what else lies under the voice: each sample less the mean of
 * the 13 around it, and once more. At 60 Hz 72 dB, at 120 Hz 48 dB, at 200 Hz 31 dB are gone; what
 * data are made of passes within 1½ dB, all of it equally late, so that no edge moves.
 */
const AROUND = 13;
const MIDDLE = (AROUND - 1) / 2;

export class HumFilter {
  readonly #first = new MeanTaken();
  readonly #second = new MeanTaken();

  /** Valid until the next. */
  filter(samples: ArrayLike<number>): Float64Array {
    return this.#second.from(this.#first.from(samples));
  }
}

/** Each sample, six samples later, less the mean of the 13 around it. */
class MeanTaken {
  readonly #last = new Float64Array(AROUND);
  #found = new Float64Array();
  #sum = 0;
  #at = 0;

  from(samples: ArrayLike<number>): Float64Array {
    if (this.#found.length !== samples.length) this.#found = new Float64Array(samples.length);
    const [found, last] = [this.#found, this.#last];
    let [sum, at] = [this.#sum, this.#at];
    for (let i = 0; i < found.length; i++) {
      const sample = samples[i] ?? 0;
      sum += sample - (last[at] ?? 0);
      last[at] = sample;
      const middle = at >= MIDDLE ? at - MIDDLE : at - MIDDLE + AROUND;
      found[i] = (last[middle] ?? 0) - sum / AROUND;
      at = at + 1 === AROUND ? 0 : at + 1;
    }
    [this.#sum, this.#at] = [sum, at];
    return found;
  }
}
