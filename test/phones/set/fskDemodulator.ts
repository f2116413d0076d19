import { ByteFramer, type FskEvent } from "./byteFramer.ts";
import { Discriminator } from "./discriminator.ts";
import type { FskTones } from "./fskTones.ts";
import { sinePeak } from "./level.ts";

/** Bits in a sample: 1,200 a second. */
const STEP = 1200 / 8000;
/** Share of the timing error that one edge takes away. */
const PULL = 0.2;
/** Bits without an edge, after which the clock begins anew with the next one: 1 % of them is lost. */
const STALE_BITS = 12;
/** A carrier softer than this is none; boxes must hear −32 dBm or less, far from all of them lower. */
const SOFTEST = sinePeak(-48);

/**
 * Turns the sound of a caller-ID message into octets. A bit's worth of both tones is correlated at
 * every sample; the clock follows the edges between them and reads in the middle of each bit, where
 * the window holds that bit and nothing else.
 */
export class FskDemodulator {
  readonly #discriminator: Discriminator;
  readonly #framer: ByteFramer;
  #before = 0;
  /** In bits; 0 is the middle of a bit, ½ the edge. */
  #phase = 0;
  #sinceEdge = STALE_BITS;
  #hasCarrier = false;
  #carrier = 0;

  constructor(tones: FskTones) {
    this.#discriminator = new Discriminator(tones);
    this.#framer = new ByteFramer();
  }

  hear(samples: Int16Array): readonly FskEvent[] {
    const events: FskEvent[] = [];
    for (const sample of samples) {
      const leaning = this.#discriminator.push(sample);
      if (this.#isLost()) this.#framer.lose(events);
      if (this.#hasCarrier) this.#clock(leaning, events);
      this.#before = leaning;
    }
    return events;
  }

  /** True in the sample at which a carrier that was there has gone. */
  #isLost(): boolean {
    const { loudness, strength } = this.#discriminator;
    this.#carrier += (loudness - this.#carrier) / 32; // 4 ms
    const had = this.#hasCarrier;
    const enough = had ? Math.max(SOFTEST / 2, strength / 4) : SOFTEST;
    this.#hasCarrier = this.#carrier > enough;
    if (had && !this.#hasCarrier) this.#discriminator.forget();
    return had && !this.#hasCarrier;
  }

  #clock(leaning: number, events: FskEvent[]): void {
    this.#phase += STEP;
    this.#sinceEdge += STEP;
    if (leaning > 0 !== this.#before > 0) this.#edge(leaning);
    if (this.#phase < 1) return;
    this.#phase -= 1;
    const past = this.#phase / STEP;
    const bit = leaning + (this.#before - leaning) * Math.min(1, past) > 0;
    this.#framer.take(bit, events);
  }

  #edge(leaning: number): void {
    const past = leaning / (leaning - this.#before);
    const error = ((this.#phase - past * STEP + 1) % 1) - 0.5;
    const begins = leaning < 0 && this.#framer.rests(this.#phase - past * STEP);
    this.#phase -= error * (begins || this.#sinceEdge > STALE_BITS ? 1 : PULL);
    this.#sinceEdge = past * STEP;
  }
}
