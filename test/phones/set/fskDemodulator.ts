import { ByteFramer, type FskEvent } from "./byteFramer.ts";
import { Discriminator } from "./discriminator.ts";
import type { FskTones } from "./fskTones.ts";

/** Bits in a sample: 1,200 a second. */
const STEP = 1200 / 8000;
/** Share of the timing error that one edge takes away. */
const PULL = 0.2;
/** Bits without an edge, after which the clock begins anew with the next one: 1 % of them is lost. */
const STALE_BITS = 12;

/**
 * Turns the sound of a caller-ID message into octets. A bit's worth of both tones is weighed at
 * every sample; the clock follows the edges between them and reads in the middle of each bit, where
 * the window holds that bit and nothing else.
 */
export class FskDemodulator {
  readonly #discriminator: Discriminator;
  readonly #framer = new ByteFramer();
  /** NaN while there is no carrier. */
  #before = Number.NaN;
  /** In bits; 0 is the middle of a bit, ½ the edge. */
  #phase = 0;
  #sinceEdge = STALE_BITS;

  constructor(tones: FskTones) {
    this.#discriminator = new Discriminator(tones);
  }

  hear(samples: Int16Array): readonly FskEvent[] {
    const events: FskEvent[] = [];
    const leanings = this.#discriminator.hear(samples);
    for (let i = 0; i < leanings.length; i++) {
      const leaning = leanings[i] as number;
      if (!Number.isNaN(leaning)) this.#clock(leaning, events);
      else if (!Number.isNaN(this.#before)) this.#framer.lose(events);
      this.#before = leaning;
    }
    return events;
  }

  #clock(leaning: number, events: FskEvent[]): void {
    this.#phase += STEP;
    this.#sinceEdge += STEP;
    if (leaning > 0 !== this.#before > 0) this.#edge(leaning);
    if (this.#phase < 1) return;
    this.#phase -= 1;
    const past = Math.min(1, this.#phase / STEP);
    this.#framer.take(leaning + (this.#before - leaning) * past > 0, events);
  }

  #edge(leaning: number): void {
    const past = Number.isNaN(this.#before) ? 0 : leaning / (leaning - this.#before);
    const error = ((this.#phase - past * STEP + 1) % 1) - 0.5;
    const begins = leaning < 0 && this.#framer.rests(this.#phase - past * STEP);
    this.#phase -= error * (begins || this.#sinceEdge > STALE_BITS ? 1 : PULL);
    this.#sinceEdge = past * STEP;
  }
}
