import { remembered } from "#kit/remembered.ts";
import { COLUMNS, keyAt, ROWS } from "#media/dtmf/keyTone.ts";
import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/** Keys are looked for in blocks of 16 ms, a new one every 8 ms. */
export const BLOCK_MS = 16;
export const HOP_MS = 8;
const WEAKEST = (PEAK_0_DBM0 * 10 ** (-32 / 20)) ** 2 / 2; // −32 dBm0 a tone, as mean square
const MOST_TWIST = 10 ** 0.9; // 9 dB
const LEAST_SHARE = 0.8; // of the block's power that must be in the two tones
const MOST_OFF = 0.025; // of the frequency

/** What a block holds. */
export interface KeyFound {
  readonly key: string;
  readonly power: number;
}

/** A cosine and a sine of one of the eight frequencies under one half of the window. */
interface Wave {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** The same for every detector of a rate, so that it stays in the processor's cache. */
interface Waves {
  /** One half of the window, from its middle on, squared. */
  readonly squared: Float64Array;
  /** In the order of `FREQUENCIES`. */
  readonly waves: readonly Wave[];
  /** Where a block is folded. */
  readonly even: Float64Array;
  readonly odd: Float64Array;
}

const FREQUENCIES = [...ROWS, ...COLUMNS];

const wavesOf = remembered(2, (rate): Waves => {
  const length = (Number(rate) * BLOCK_MS) / 1000;
  const window = Float64Array.from(
    { length: length / 2 },
    (_, i) => 0.5 + 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
  const sum = 2 * window.reduce((a, b) => a + b);
  const squares = 2 * window.reduce((a, b) => a + b * b, 0);
  const wave = (hz: number): Wave => {
    const turn = (2 * Math.PI * hz) / Number(rate);
    return {
      cos: window.map((w, i) => (w * Math.cos(turn * (i + 0.5))) / sum),
      sin: window.map((w, i) => (w * Math.sin(turn * (i + 0.5))) / sum),
    };
  };
  return {
    squared: window.map((w) => (w * w) / squares),
    waves: FREQUENCIES.map(wave),
    even: new Float64Array(length / 2),
    odd: new Float64Array(length / 2),
  };
});

/** What the eight frequencies are in a block, in their order. */
interface Sines {
  /** Mean squares. */
  readonly powers: Float64Array;
  /** Angle of this block and of the one before. */
  readonly angles: Float64Array;
  readonly before: Float64Array;
}

/**
 * Block → the key whose tones it holds. About its middle a cosine is even and a sine odd, so that the
 * block is folded there: the sums meet the cosines, the differences the sines, at half the cost.
 */
export function keyFinder(rate: number): (block: Float64Array) => KeyFound | undefined {
  const waves = wavesOf(String(rate));
  const sines: Sines = {
    powers: new Float64Array(FREQUENCIES.length),
    angles: new Float64Array(FREQUENCIES.length),
    before: new Float64Array(FREQUENCIES.length),
  };
  return (block) => {
    const whole = fold(block, waves);
    sines.before.set(sines.angles);
    for (let i = 0; i < FREQUENCIES.length; i++) measure(i, sines, waves);
    if (whole < WEAKEST) return undefined;
    const row = strongest(sines.powers, 0);
    const column = strongest(sines.powers, ROWS.length);
    if (!isKey(sines, [row, column], whole)) return undefined;
    const key = keyAt(row, column - ROWS.length);
    return key === undefined ? undefined : { key, power: whole };
  };
}

/** The block's mean square under the window. */
function fold(block: Float64Array, { squared, even, odd }: Waves): number {
  const half = even.length;
  let whole = 0;
  for (let i = 0; i < half; i++) {
    const later = block[half + i] as number;
    const earlier = block[half - 1 - i] as number;
    even[i] = later + earlier;
    odd[i] = later - earlier;
    whole += (later * later + earlier * earlier) * (squared[i] as number);
  }
  return whole;
}

function measure(nth: number, { powers, angles }: Sines, { waves, even, odd }: Waves): void {
  const { cos, sin } = waves[nth] as Wave;
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < even.length; i++) {
    real += (even[i] as number) * (cos[i] as number);
    imaginary -= (odd[i] as number) * (sin[i] as number);
  }
  angles[nth] = Math.atan2(imaginary, real);
  powers[nth] = 2 * (real * real + imaginary * imaginary);
}

/** Of the four from that one on. */
function strongest(powers: Float64Array, from: number): number {
  let most = from;
  for (let i = from + 1; i < from + ROWS.length; i++)
    if ((powers[i] as number) > (powers[most] as number)) most = i;
  return most;
}

function isKey(sines: Sines, [low, high]: readonly [number, number], whole: number): boolean {
  const row = sines.powers[low] as number;
  const column = sines.powers[high] as number;
  return (
    row > WEAKEST &&
    column > WEAKEST &&
    row < MOST_TWIST * column &&
    column < MOST_TWIST * row &&
    row + column > LEAST_SHARE * whole &&
    isOnFrequency(low, sines) &&
    isOnFrequency(high, sines)
  );
}

/** A sine that is off by d Hz turns by 2π·d·8 ms more than its own frequency would from block to block. */
function isOnFrequency(nth: number, { angles, before }: Sines): boolean {
  const hz = FREQUENCIES[nth] ?? 0;
  const expected = (2 * Math.PI * hz * HOP_MS) / 1000;
  const moved = (angles[nth] as number) - (before[nth] as number);
  const turned = Math.abs(remainder(moved - expected));
  return turned < (2 * Math.PI * hz * MOST_OFF * HOP_MS) / 1000;
}

/** An angle between −π and π. */
const remainder = (angle: number): number =>
  angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
