import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/**
 * Finds what fax machines and modems say before anything else: the calling tone of a fax (ITU-T T.30:
 * 1100 Hz within 38, for half a second), and the tone of whoever answers (T.30, V.25: 2100 Hz), which
 * turns its phase over every 450 ms where cancellers shall be off (V.8, G.168). At 8 kHz, in blocks of
 * 10 ms. Never found in a voice: no voice stays so long on one sine that moves as evenly.
 */
export interface ModemTones {
  /** What became certain with these samples, mostly nothing. Any number of samples. */
  hear(samples: Int16Array): ModemTone | undefined;
  /** A minute was heard: they have said what they are by then, and only voices are left. */
  readonly isOver: boolean;
}

/** `reversed`: the answering tone that turns over; it may have been told as `answer` before. */
export type ModemTone = "calling" | "answer" | "reversed";

const RATE = 8000;
const LONGEST = 60 * RATE;
const BLOCK = 80;
const BLOCK_MS = 10;
const WEAKEST = (PEAK_0_DBM0 * 10 ** (-43 / 20)) ** 2 / 2; // −43 dBm0, as mean square

const [CALLING, ANSWER] = [1100, 2100];
/** Of the block's power that must be in the tone: 38 Hz beside the middle of the band leaves 0.61. */
const [CALLING_SHARE, ANSWER_SHARE] = [0.5, 0.75];
/** A calling tone lasts 425 to 575 ms. */
const [CALLING_LEAST, CALLING_MOST] = [390, 620];
const ANSWER_LEAST = 500;
/** Two blocks of the same tone turn by the same angle, to this much; in turns. */
const STEADY = 0.06;
/** How near to half a turn a reversal is. */
const REVERSAL = 0.12;
/** Blocks in a row that may not fit: one that a reversal or a click falls into. */
const MOST_MISSES = 1;

export function modemTones(): ModemTones {
  const [calling, answer] = [new Sine(CALLING, CALLING_SHARE), new Sine(ANSWER, ANSWER_SHARE)];
  let [heard, filled, energy] = [0, 0, 0];
  let told: ModemTone | undefined;

  const afterBlock = (): ModemTone | undefined => {
    const isLoud = energy / BLOCK > WEAKEST;
    const length = calling.ends(energy, isLoud);
    answer.ends(energy, isLoud);
    energy = 0;
    if (length >= CALLING_LEAST && length <= CALLING_MOST) return "calling";
    if (answer.lasted < ANSWER_LEAST) return undefined;
    const found = answer.reversals > 0 ? "reversed" : "answer";
    const isNews = found !== told && told !== "reversed";
    if (isNews) told = found;
    return isNews ? found : undefined;
  };
  return {
    get isOver() {
      return heard >= LONGEST;
    },
    hear(samples) {
      let found: ModemTone | undefined;
      heard += samples.length;
      for (let i = 0; i < samples.length; i++) {
        const sample = samples[i] as number;
        energy += sample * sample;
        calling.take(sample);
        answer.take(sample);
        if (++filled < BLOCK) continue;
        filled = 0;
        found = afterBlock() ?? found;
      }
      return found;
    },
  };
}

/** One sine, looked for by Goertzel's filter: how long it has lasted, evenly, and how often it turned over. */
class Sine {
  lasted = 0;
  reversals = 0;
  readonly #share: number;
  readonly #coefficient: number;
  readonly #cos: number;
  readonly #sin: number;
  #one = 0;
  #two = 0;
  /** In turns. */
  #angle = 0;
  #step = 0;
  #misses = 0;

  /** Its frequency has whole periods in a block: its own angle is the same in each. */
  constructor(hz: number, share: number) {
    const turn = (2 * Math.PI * hz) / RATE;
    this.#share = share;
    [this.#cos, this.#sin] = [Math.cos(turn), Math.sin(turn)];
    this.#coefficient = 2 * this.#cos;
  }

  take(sample: number): void {
    const now = sample + this.#coefficient * this.#one - this.#two;
    this.#two = this.#one;
    this.#one = now;
  }

  /** A block ends. The length of the tone that has ended with it, in ms; else 0. */
  ends(energy: number, isLoud: boolean): number {
    const real = this.#one - this.#cos * this.#two;
    const imaginary = this.#sin * this.#two;
    this.#one = 0;
    this.#two = 0;
    const isThere =
      isLoud && 2 * (real * real + imaginary * imaginary) > this.#share * BLOCK * energy;
    const angle = Math.atan2(imaginary, real) / (2 * Math.PI);
    return isThere && this.#goesOn(angle) ? 0 : this.#missed();
  }

  #goesOn(angle: number): boolean {
    const blocks = this.#misses + 1;
    const moved = nearest(angle - this.#angle);
    const off = nearest(angle - this.#angle - blocks * this.#step);
    const isNew = this.lasted === 0;
    const isSecond = this.lasted === BLOCK_MS && this.#misses === 0;
    const turnsOver = !isNew && Math.abs(Math.abs(off) - 0.5) < REVERSAL;
    if (!isNew && !isSecond && Math.abs(off) > STEADY * blocks && !turnsOver) return false;
    if (turnsOver && !isSecond) this.reversals++;
    else if (isSecond) this.#step = moved;
    else if (!isNew) this.#step = nearest(this.#step + off / (4 * blocks));
    this.lasted += BLOCK_MS * blocks;
    this.#angle = angle;
    this.#misses = 0;
    return true;
  }

  #missed(): number {
    if (this.lasted === 0) return 0;
    if (++this.#misses <= MOST_MISSES) return 0;
    const { lasted } = this;
    this.lasted = 0;
    this.reversals = 0;
    this.#misses = 0;
    return lasted;
  }
}

/** An angle in turns, between −½ and ½. */
const nearest = (turns: number): number => turns - Math.round(turns);
