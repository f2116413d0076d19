import { type Millis, millis } from "#kit/time.ts";
import type { SampleRate } from "#media/codec/codec.ts";
import { dialToneFilter } from "#media/dtmf/dialToneFilter.ts";
import { COLUMNS, keyAt, ROWS } from "#media/dtmf/keyTone.ts";
import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/**
 * Finds keys pressed as tones, within the limits of ITU-T Q.24: every press of 40 ms and none
 * under 23 ms, frequencies within 1.5 % and none beyond 3.5 %, either tone up to 8 dB the weaker;
 * and never a key in a voice. Blocks of 16 ms, one every 8 ms, through Hann's window; how far a
 * sine is off its frequency is read from how its phase moved since the block before.
 */
export interface InbandDetector {
  /**
   * The keys that became certain with these samples, mostly none. Any number of samples.
   * `overDialTone`: a line that hears its own dial tone beside them; at 8 kHz alone.
   */
  hear(samples: Int16Array, overDialTone?: boolean): string;
}

const BLOCK_MS = 16;
const HOP_MS = 8;
const HITS_TO_BEGIN = 3;
const SHORTEST = millis(28);
/** A press is over after 16 to 24 ms of quiet (a hole of 10 ms is none), or when long something else is heard. */
const QUIET_TO_END = 2;
const MISSES_TO_END = 6;
const QUIET = 0.25; // of the press's power
const WEAKEST = (PEAK_0_DBM0 * 10 ** (-32 / 20)) ** 2 / 2; // −32 dBm0 a tone, as mean square
const MOST_TWIST = 10 ** 0.9; // 9 dB
const LEAST_SHARE = 0.8; // of the block's power that must be in the two tones
const MOST_OFF = 0.025; // of the frequency

export function inbandDetector(rate: SampleRate): InbandDetector {
  const block = (rate * BLOCK_MS) / 1000;
  const hop = (rate * HOP_MS) / 1000;
  const listen = blockListener(rate, block);
  const lengthOf = energyLength();
  const past = new Float64Array(block);
  let filled = block - hop;
  let press: Press = { hits: 0, misses: MISSES_TO_END, quiet: 0, power: 0 };
  let filter: ReturnType<typeof dialToneFilter> | undefined;

  const afterHop = (): string => {
    const newest = meanSquare(past, block - hop);
    const [next, key] = afterBlock(press, listen(past), { newest, lasted: lengthOf(newest) });
    press = next;
    past.copyWithin(0, hop);
    filled = block - hop;
    return key;
  };
  return {
    hear(samples, overDialTone = false) {
      let keys = "";
      if (!overDialTone) filter = undefined;
      else filter ??= dialToneFilter();
      for (let i = 0; i < samples.length; i++) {
        const sample = samples[i] ?? 0;
        past[filled++] = filter === undefined ? sample : filter(sample);
        if (filled === block) keys += afterHop();
      }
      return keys;
    },
  };
}

/** How long the last sound was, as if all of it had been as loud as its loudest hop; of the last 40 ms. */
function energyLength(): (newest: number) => Millis {
  const energies = new Float64Array(5);
  return (newest) => {
    energies.copyWithin(0, 1);
    energies[energies.length - 1] = newest;
    let [sum, most] = [0, 0];
    for (let i = 0; i < energies.length; i++) {
      sum += energies[i] as number;
      most = Math.max(most, energies[i] as number);
    }
    return millis(most === 0 ? 0 : (HOP_MS * sum) / most);
  };
}

/** How often the same key was heard in a row, and what there was since one was told. */
interface Press {
  readonly key?: string;
  readonly hits: number;
  readonly misses: number;
  /** Hops in a row that are much softer than the press. */
  readonly quiet: number;
  /** Its mean square. */
  readonly power: number;
  readonly told?: string;
}

/** What a block holds. */
interface Found {
  readonly key: string;
  readonly power: number;
}

/** The newest hop's mean square, and `energyLength`. */
interface Hop {
  readonly newest: number;
  readonly lasted: Millis;
}

function afterBlock(
  press: Press,
  found: Found | undefined,
  { newest, lasted }: Hop,
): readonly [Press, string] {
  const misses = found ? 0 : press.misses + 1;
  const quiet = newest < QUIET * press.power ? press.quiet + 1 : 0;
  const over = quiet >= QUIET_TO_END || misses >= MISSES_TO_END;
  const told = over || press.told === undefined ? {} : { told: press.told };
  if (!found) return [{ hits: 0, misses, quiet, power: over ? 0 : press.power, ...told }, ""];
  const { key, power } = found;
  const hits = key === press.key ? press.hits + 1 : 1;
  const now = { key, hits, misses, quiet, power };
  const isCertain = hits >= HITS_TO_BEGIN && lasted >= SHORTEST;
  if (!isCertain || told.told === key) return [{ ...now, ...told }, ""];
  return [{ ...now, told: key }, key];
}

function meanSquare(samples: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < samples.length; i++) sum += (samples[i] as number) ** 2;
  return sum / (samples.length - from);
}

/** One of the eight frequencies: its cosine and sine under one half of the window, and what the last block had. */
interface Sine {
  readonly hz: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** Angle of the last block and of this one. */
  before: number;
  angle: number;
  power: number;
}

/**
 * Block → the key whose tones it holds. About its middle a cosine is even and a sine odd, so that the
 * block is folded there: the sums meet the cosines, the differences the sines, at half the cost.
 */
function blockListener(rate: number, length: number): (block: Float64Array) => Found | undefined {
  const half = length / 2;
  const window = Float64Array.from(
    { length: half },
    (_, i) => 0.5 + 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
  const sum = 2 * window.reduce((a, b) => a + b);
  const squares = 2 * window.reduce((a, b) => a + b * b, 0);
  const sine = (hz: number): Sine => ({
    hz,
    cos: window.map((w, i) => (w * Math.cos((2 * Math.PI * hz * (i + 0.5)) / rate)) / sum),
    sin: window.map((w, i) => (w * Math.sin((2 * Math.PI * hz * (i + 0.5)) / rate)) / sum),
    ...{ before: 0, angle: 0, power: 0 },
  });
  const [rows, columns] = [ROWS.map(sine), COLUMNS.map(sine)];
  const [even, odd] = [new Float64Array(half), new Float64Array(half)];
  return (block) => {
    let whole = 0;
    for (let i = 0; i < half; i++) {
      const [later, earlier] = [block[half + i] as number, block[half - 1 - i] as number];
      even[i] = later + earlier;
      odd[i] = later - earlier;
      whole += (later * later + earlier * earlier) * (window[i] as number) ** 2;
    }
    whole /= squares; // the block's mean square
    for (const each of rows) measure(each, even, odd);
    for (const each of columns) measure(each, even, odd);
    if (whole < WEAKEST) return undefined;
    const [row, column] = [strongest(rows), strongest(columns)];
    if (!isKey(row, column, whole)) return undefined;
    const key = keyAt(rows.indexOf(row), columns.indexOf(column));
    return key === undefined ? undefined : { key, power: whole };
  };
}

function measure(sine: Sine, even: Float64Array, odd: Float64Array): void {
  let [real, imaginary] = [0, 0];
  const { cos, sin } = sine;
  for (let i = 0; i < even.length; i++) {
    real += (even[i] as number) * (cos[i] as number);
    imaginary -= (odd[i] as number) * (sin[i] as number);
  }
  sine.before = sine.angle;
  sine.angle = Math.atan2(imaginary, real);
  sine.power = 2 * (real * real + imaginary * imaginary); // mean square of that sine
}

const strongest = (sines: readonly Sine[]): Sine =>
  sines.reduce((most, each) => (each.power > most.power ? each : most));

function isKey(row: Sine, column: Sine, whole: number): boolean {
  return (
    row.power > WEAKEST &&
    column.power > WEAKEST &&
    row.power < MOST_TWIST * column.power &&
    column.power < MOST_TWIST * row.power &&
    row.power + column.power > LEAST_SHARE * whole &&
    isOnFrequency(row) &&
    isOnFrequency(column)
  );
}

/** A sine that is off by d Hz turns by 2π·d·8 ms more than its own frequency would from block to block. */
function isOnFrequency({ hz, angle, before }: Sine): boolean {
  const expected = (2 * Math.PI * hz * HOP_MS) / 1000;
  const turned = Math.abs(remainder(angle - before - expected));
  return turned < (2 * Math.PI * hz * MOST_OFF * HOP_MS) / 1000;
}

/** An angle between −π and π. */
const remainder = (angle: number): number =>
  angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
