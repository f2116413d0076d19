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
}

/** A block folded about its middle. */
interface Folded {
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
  };
});

/**
 * Block → the key whose tones it holds. About its middle a cosine is even and a sine odd, so that the
 * block is folded there: the sums meet the cosines, the differences the sines, at half the cost.
 * Voices are mostly told apart by the rows alone; how a sine turned is asked of what looks like a key.
 */
export function keyFinder(rate: number): (block: Float64Array) => KeyFound | undefined {
  const { squared, waves } = wavesOf(String(rate));
  let now = newFolded(squared.length);
  let before = newFolded(squared.length);
  return (block) => {
    [now, before] = [before, now];
    const whole = fold(block, squared, now);
    const pair = whole < WEAKEST ? undefined : loudestPair(now, waves);
    if (!pair || !areKey(pair, whole)) return undefined;
    for (const { nth } of pair)
      if (!isOnFrequency(nth, turned(now, before, waves[nth] as Wave))) return undefined;
    const [row, column] = pair;
    const key = keyAt(row.nth, column.nth - ROWS.length);
    return key === undefined ? undefined : { key, power: whole };
  };
}

const newFolded = (half: number): Folded => ({
  even: new Float64Array(half),
  odd: new Float64Array(half),
});

/** The block's mean square under the window. */
function fold(block: Float64Array, squared: Float64Array, { even, odd }: Folded): number {
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

/** One of the eight in a block: the real part, and the imaginary one turned round. */
const along = (half: Float64Array, wave: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < half.length; i++) sum += (half[i] as number) * (wave[i] as number);
  return sum;
};

/** Mean square. */
function powerOf({ even, odd }: Folded, { cos, sin }: Wave): number {
  const real = along(even, cos);
  const imaginary = along(odd, sin);
  return 2 * (real * real + imaginary * imaginary);
}

const angleOf = ({ even, odd }: Folded, { cos, sin }: Wave): number =>
  Math.atan2(-along(odd, sin), along(even, cos));
const turned = (now: Folded, before: Folded, wave: Wave): number =>
  angleOf(now, wave) - angleOf(before, wave);

/** One of the eight, and its mean square. */
interface Sine {
  readonly nth: number;
  readonly power: number;
}

/** A row and a column that are loud enough; of most voices it is known by the rows. */
function loudestPair(block: Folded, waves: readonly Wave[]): readonly [Sine, Sine] | undefined {
  const row = strongest(block, waves, 0);
  if (row.power <= WEAKEST) return undefined;
  const column = strongest(block, waves, ROWS.length);
  return column.power > WEAKEST ? [row, column] : undefined;
}

/** Of the four from that one on. */
function strongest(block: Folded, waves: readonly Wave[], from: number): Sine {
  let [nth, power] = [from, -1];
  for (let i = from; i < from + ROWS.length; i++) {
    const each = powerOf(block, waves[i] as Wave);
    if (each > power) [nth, power] = [i, each];
  }
  return { nth, power };
}

const areKey = ([row, column]: readonly [Sine, Sine], whole: number): boolean =>
  row.power < MOST_TWIST * column.power &&
  column.power < MOST_TWIST * row.power &&
  row.power + column.power > LEAST_SHARE * whole;

/** A sine that is off by d Hz turns by 2π·d·8 ms more than its own frequency would from block to block. */
function isOnFrequency(nth: number, moved: number): boolean {
  const hz = FREQUENCIES[nth] ?? 0;
  const expected = (2 * Math.PI * hz * HOP_MS) / 1000;
  const off = Math.abs(remainder(moved - expected));
  return off < (2 * Math.PI * hz * MOST_OFF * HOP_MS) / 1000;
}

/** An angle between −π and π. */
const remainder = (angle: number): number =>
  angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
