/** Below this nothing is changed; above it there is less and less room, and never more than there is. */
const KNEE = 24_576;
const ROOM = 32_767 - KNEE;

/** A sum of samples as one: a soft limiter without memory, so that a shout clips nobody's words. */
export function limited(sum: number): number {
  const size = Math.abs(sum);
  if (size <= KNEE) return sum;
  const over = size - KNEE;
  const pressed = KNEE + (ROOM * over) / (over + ROOM);
  return sum < 0 ? -pressed : pressed;
}

/** Adds up what one listener hears. One a listener; its buffers are made once. */
export class Mixer {
  readonly #sum: Float32Array;
  readonly #out: Int16Array;
  readonly #ramp: number;
  /** Nobody was added: silence. */
  #isEmpty = true;

  /** `ramp`: the samples in which a change of loudness is spread, 10 ms of them, so that nothing clicks. */
  constructor(samples: number, ramp: number) {
    this.#sum = new Float32Array(samples);
    this.#out = new Int16Array(samples);
    this.#ramp = ramp;
  }

  begin(): void {
    if (!this.#isEmpty) this.#sum.fill(0);
    this.#isEmpty = true;
  }

  /** From one amplitude to another within the ramp; a frame that is too short is followed by silence. */
  add(frame: Int16Array, from: number, to: number): void {
    this.#isEmpty = false;
    const ramp = from === to ? 0 : this.#ramp;
    const step = ramp === 0 ? 0 : (to - from) / ramp;
    const sum = this.#sum;
    const length = Math.min(frame.length, sum.length);
    for (let i = 0; i < length; i++) {
      const amplitude = i < ramp ? from + step * i : to;
      sum[i] = (sum[i] ?? 0) + (frame[i] ?? 0) * amplitude;
    }
  }

  /** Valid until the next call. */
  finish(): Int16Array {
    const [sum, out] = [this.#sum, this.#out];
    if (this.#isEmpty) return out.fill(0);
    for (let i = 0; i < out.length; i++) out[i] = limited(sum[i] ?? 0);
    return out;
  }
}
