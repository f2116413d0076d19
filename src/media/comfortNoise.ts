/** A party that pauses says how loud its room is (RFC 3389 §3: the first octet, in −dBov). */
export class ComfortNoise {
  #amplitude = 0;
  #on = false;
  #seed = 0x1234_5678;

  get isOn(): boolean {
    return this.#on;
  }

  /** The spectrum, if it follows, is not used: noise is noise. */
  describe(payload: Uint8Array): void {
    this.#on = true;
    const level = (payload[0] ?? 127) & 127;
    this.#amplitude = 32_768 * Math.sqrt(3) * 10 ** (-level / 20); // of white noise with that power
  }

  stop(): void {
    this.#on = false;
  }

  fill(frame: Int16Array): void {
    for (let i = 0; i < frame.length; i++) {
      this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) | 0;
      frame[i] = Math.max(-32_768, Math.min(32_767, (this.#seed / 0x8000_0000) * this.#amplitude));
    }
  }
}
