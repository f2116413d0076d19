import { peakAt } from "./goertzel.ts";
import { COLUMNS, PAD, ROWS } from "./keys.ts";
import { sinePeak } from "./level.ts";

/** 13 ms: long enough to tell rows apart, short enough for keys that are 1½ % off. */
const WINDOW = 106;
const HOP = 53;
/** Softer ones are none. */
const SOFTEST = sinePeak(-40);
/** One tone may be so much weaker than the other: 10 dB. */
const TWIST = 10 ** (10 / 20);
/** Share of all sound that the two tones must be. */
const PURE = 0.7;

/** Hears keys on the line: 13 ms at a time, every 7 ms; a key is one that was there twice running. */
export class KeyEar {
  readonly #window = new Float64Array(WINDOW);
  #filled = 0;
  #before = "";
  #key = "";

  /** The keys that began. */
  hear(samples: Int16Array): string {
    let keys = "";
    for (let at = 0; at < samples.length; ) {
      const some = samples.subarray(at, at + HOP - this.#filled);
      this.#window.set(some, WINDOW - HOP + this.#filled);
      this.#filled += some.length;
      at += some.length;
      if (this.#filled < HOP) break;
      keys += this.#settle(keyIn(this.#window));
      this.#window.copyWithin(0, HOP);
      this.#filled = 0;
    }
    return keys;
  }

  /** A key counts when it was there twice, its end when something else was there twice. */
  #settle(now: string): string {
    const settled = now === this.#before && now !== this.#key;
    this.#before = now;
    if (!settled) return "";
    this.#key = now;
    return now;
  }
}

function keyIn(window: Float64Array): string {
  let power = 0;
  for (let i = 0; i < WINDOW; i++) power += (window[i] as number) ** 2 / WINDOW;
  if (power < (SOFTEST * SOFTEST) / 2) return "";
  const rows = ROWS.map((hertz) => peakAt(window, hertz));
  if (Math.max(...rows) < SOFTEST) return "";
  const columns = COLUMNS.map((hertz) => peakAt(window, hertz));
  const [low, high] = [Math.max(...rows), Math.max(...columns)];
  const pure = (low * low + high * high) / 2 / power > PURE;
  const alike = low < high * TWIST && high < low * TWIST;
  if (!pure || !alike || Math.min(low, high) < SOFTEST) return "";
  return PAD[rows.indexOf(low)]?.[columns.indexOf(high)] ?? "";
}
