/** Two sections of a filter: b0 b1 b2 a1 a2. */
const FIRST = [0.535_962_84, -1.063_670_23, 0.535_962_84, -1.078_935_39, 0.397_744_09] as const;
const SECOND = [1, -1.924_820_94, 1, -1.695_080_27, 0.889_754_35] as const;

/**
 * Takes dial tones (350 to 450 Hz, by 20 dB and more) from under the keys' frequencies (686 Hz and
 * up, kept within 0.5 dB): a high-pass of elliptic form, fourth order, 600 Hz; one stream at 8 kHz.
 * Hot: its memory is in one array, which costs nothing to write.
 */
export class DialToneFilter {
  readonly #past = new Float64Array(4);

  /** In place, from one index up to another. */
  filter(samples: Float64Array, from: number, to: number): void {
    const past = this.#past;
    let [p1, p2] = [past[0] as number, past[1] as number];
    let [q1, q2] = [past[2] as number, past[3] as number];
    for (let i = from; i < to; i++) {
      const sample = samples[i] as number;
      const middle = FIRST[0] * sample + p1;
      p1 = FIRST[1] * sample - FIRST[3] * middle + p2;
      p2 = FIRST[2] * sample - FIRST[4] * middle;
      const out = SECOND[0] * middle + q1;
      q1 = SECOND[1] * middle - SECOND[3] * out + q2;
      q2 = SECOND[2] * middle - SECOND[4] * out;
      samples[i] = out;
    }
    past[0] = p1;
    past[1] = p2;
    past[2] = q1;
    past[3] = q2;
  }
}
