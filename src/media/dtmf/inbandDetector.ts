import type { SampleRate } from "#media/codec/codec.ts";
import { COLUMNS, keyAt, ROWS } from "#media/dtmf/keyTone.ts";
import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/**
 * Finds keys pressed as tones, within the limits of ITU-T Q.24: every press of 40 ms and none
 * under 23 ms, frequencies within 1.5 % and none beyond 3.5 %, either tone up to 8 dB the weaker;
 * and never a key in a voice. Blocks of 16 ms, one every 8 ms, through Hann's window; how far a
 * sine is off its frequency is read from how its phase moved since the block before.
 */
export interface InbandDetector {
  /** The keys that became certain with these samples, mostly none. Any number of samples. */
  hear(samples: Int16Array): string;
}

const BLOCK_MS = 16;
const HOP_MS = 8;
const HITS_TO_BEGIN = 3;
const MISSES_TO_END = 3;
const WEAKEST = (PEAK_0_DBM0 * 10 ** (-32 / 20)) ** 2 / 2; // −32 dBm0 a tone, as mean square
const MOST_TWIST = 10 ** 0.9; // 9 dB
const LEAST_SHARE = 0.8; // of the block's power that must be in the two tones
const MOST_OFF = 0.025; // of the frequency

export function inbandDetector(rate: SampleRate): InbandDetector {
  const block = (rate * BLOCK_MS) / 1000;
  const hop = (rate * HOP_MS) / 1000;
  const listen = blockListener(rate, block);
  const past = new Float64Array(block);
  let filled = block - hop;
  let press: Press = { hits: 0, misses: MISSES_TO_END };

  return {
    hear(samples) {
      let keys = "";
      for (let i = 0; i < samples.length; i++) {
        past[filled++] = samples[i] ?? 0;
        if (filled < block) continue;
        const [next, key] = afterBlock(press, listen(past));
        press = next;
        keys += key;
        past.copyWithin(0, hop);
        filled = block - hop;
      }
      return keys;
    },
  };
}

/** How often the same key was heard in a row, and for how long none was since one was told. */
interface Press {
  readonly key?: string;
  readonly hits: number;
  readonly misses: number;
  readonly told?: string;
}

function afterBlock(press: Press, key: string | undefined): readonly [Press, string] {
  if (key === undefined) {
    const misses = press.misses + 1;
    const over = misses >= MISSES_TO_END;
    return [{ hits: 0, misses, ...(!over && press.told && { told: press.told }) }, ""];
  }
  const hits = key === press.key ? press.hits + 1 : 1;
  const told = press.told === undefined ? {} : { told: press.told };
  if (hits < HITS_TO_BEGIN || press.told === key) return [{ key, hits, misses: 0, ...told }, ""];
  return [{ key, hits, misses: 0, told: key }, key];
}

/** One of the eight frequencies: its sine and cosine under the window, and what the last block had. */
interface Sine {
  readonly hz: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  real: number;
  imaginary: number;
  /** Angle of the last block and of this one. */
  before: number;
  angle: number;
  power: number;
}

/** Block → the key whose tones it holds. */
function blockListener(rate: number, length: number): (block: Float64Array) => string | undefined {
  const window = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
  const sum = window.reduce((a, b) => a + b);
  const squares = window.reduce((a, b) => a + b * b, 0);
  const sine = (hz: number): Sine => ({
    hz,
    cos: window.map((w, i) => (w * Math.cos((2 * Math.PI * hz * i) / rate)) / sum),
    sin: window.map((w, i) => (w * Math.sin((2 * Math.PI * hz * i) / rate)) / sum),
    ...{ real: 0, imaginary: 0, before: 0, angle: 0, power: 0 },
  });
  const [rows, columns] = [ROWS.map(sine), COLUMNS.map(sine)];
  return (block) => {
    let whole = 0;
    for (let i = 0; i < length; i++) whole += ((block[i] ?? 0) * (window[i] ?? 0)) ** 2;
    whole /= squares; // the block's mean square
    for (const each of rows) measure(each, block);
    for (const each of columns) measure(each, block);
    if (whole < WEAKEST) return undefined;
    const [row, column] = [strongest(rows), strongest(columns)];
    return isKey(row, column, whole)
      ? keyAt(rows.indexOf(row), columns.indexOf(column))
      : undefined;
  };
}

function measure(sine: Sine, block: Float64Array): void {
  let [real, imaginary] = [0, 0];
  const { cos, sin } = sine;
  for (let i = 0; i < block.length; i++) {
    const sample = block[i] ?? 0;
    real += sample * (cos[i] ?? 0);
    imaginary -= sample * (sin[i] ?? 0);
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
