import { Correlator } from "./correlator.ts";
import { sinePeak } from "./level.ts";

/** The alerting signal: both of these (SR-TSV-002476; ETSI calls it DT-AS). */
const [LOW, HIGH] = [2130, 2750];
/** 8 ms: both tones pass 1.1 % off, and speech has time to change. */
const WINDOW = 64;
/** As squares of peaks: off hook boxes accept −32 dBm a tone and refuse −45; on hook Britain sends down to −37.8. */
const SOFTEST = sinePeak(-41) ** 2;
/** One tone may be so much weaker than the other: 8 dB; boxes accept 7. */
const TWIST = 10 ** (8 / 10);
/** Share of all sound that both tones are when the window is half in the signal: its very edge. */
const AT_EDGE = 0.5;
/** And that they must be at their purest. */
const PURE = 0.8;
/** Shorter ones are clicks. */
const SHORTEST_MS = 20;

/** Hears the signal that says: caller ID follows. Answers how long it was, 4 ms after its end. */
export class CasDetector {
  readonly #low = new Correlator(LOW, WINDOW);
  readonly #high = new Correlator(HIGH, WINDOW);
  readonly #all = new Float64Array(WINDOW);
  #lows = new Float64Array();
  #highs = new Float64Array();
  #at = 0;
  #sum = 0;
  #lasted = 0;
  #purest = 0;
  /** Of the softer tone: its peak's square. */
  #loudest = 0;

  /** The lengths of the signals that ended, in milliseconds. */
  hear(samples: Int16Array): readonly number[] {
    if (this.#lows.length !== samples.length) {
      this.#lows = new Float64Array(samples.length);
      this.#highs = new Float64Array(samples.length);
    }
    const [lows, highs] = [this.#lows, this.#highs];
    this.#low.squares(samples, lows);
    this.#high.squares(samples, highs);
    const ended: number[] = [];
    for (let i = 0; i < samples.length; i++) {
      this.#measure(samples[i] as number);
      const low = lows[i] as number;
      const high = highs[i] as number;
      const soft = low < high ? low : high;
      const isPair = soft >= SOFTEST / 4 && low + high <= soft * (1 + TWIST);
      const purity = isPair ? ((low + high) / 2) * (WINDOW / this.#sum) : 0;
      if (purity >= AT_EDGE) this.#goesOn(purity, soft);
      else if (this.#lasted > 0) this.#end(ended);
    }
    return ended;
  }

  /** The squares of the window. */
  #measure(sample: number): void {
    const square = sample * sample;
    this.#sum += square - (this.#all[this.#at] as number);
    this.#all[this.#at] = square;
    this.#at = this.#at + 1 === WINDOW ? 0 : this.#at + 1;
  }

  #goesOn(purity: number, soft: number): void {
    this.#lasted++;
    this.#purest = Math.max(this.#purest, purity);
    this.#loudest = Math.max(this.#loudest, soft);
  }

  #end(ended: number[]): void {
    const ms = this.#lasted / 8;
    const isSignal = this.#purest >= PURE && this.#loudest >= SOFTEST;
    if (isSignal && ms >= SHORTEST_MS) ended.push(ms);
    this.#lasted = 0;
    this.#purest = 0;
    this.#loudest = 0;
  }
}
