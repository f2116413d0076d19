/**
 * The key detector against ITU-T Q.24 (Table 1 and its annex), stricter than any one Administration:
 * for each limit the strictest of those listed there.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { luck, syntheticVoice } from "#media/audio/syntheticVoice.ts";
import { inbandDetector } from "#media/dtmf/inbandDetector.ts";
import { COLUMNS, keyAt, ROWS } from "#media/dtmf/keyTone.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { PEAK_0_DBM0, toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

const KEYS = ROWS.flatMap((_, row) => COLUMNS.map((_, column) => [row, column] as const));
const peak = (dbm0: number): number => PEAK_0_DBM0 * 10 ** (dbm0 / 20);

interface Press {
  readonly row: number;
  readonly column: number;
  readonly ms?: number;
  /** Frequencies off by a share. */
  readonly off?: readonly [number, number];
  /** dBm0 of the lower and the upper tone. */
  readonly levels?: readonly [number, number];
}

/** A press in 300 ms of silence, beginning at 120 ms, with edges as sharp as a keypad's. */
function pressed({ row, column, ms = 50, off = [0, 0], levels = [-10, -10] }: Press): Int16Array {
  const [low, high] = [(ROWS[row] ?? 0) * (1 + off[0]), (COLUMNS[column] ?? 0) * (1 + off[1])];
  return Int16Array.from({ length: 2400 }, (_, i) =>
    i < 960 || i >= 960 + ms * 8
      ? 0
      : peak(levels[0]) * Math.sin((2 * Math.PI * low * i) / 8000) +
        peak(levels[1]) * Math.sin((2 * Math.PI * high * i) / 8000 + 1),
  );
}
const plus = (samples: Int16Array, other: ArrayLike<number>): Int16Array =>
  samples.map((sample, i) => sample + (other[i] ?? 0));
const after = (samples: Int16Array, shift: number): Int16Array =>
  Int16Array.from({ length: samples.length + shift }, (_, i) => samples[i - shift] ?? 0);

function keysIn(samples: Int16Array, overDialTone = false): string {
  const detector = inbandDetector(8000);
  let keys = "";
  for (let at = 0; at < samples.length; at += 80)
    keys += detector.hear(samples.subarray(at, at + 80), overDialTone);
  return keys + detector.hear(new Int16Array(800), overDialTone);
}
function sound(plan: TonePlan, samples: number): Int16Array {
  const all = new Int16Array(samples);
  toneGenerator(plan, 8000).fill(all);
  return all;
}
const gaussian = (samples: number, dbm0: number, seed: number): Float64Array => {
  const next = luck(seed);
  const rms = peak(dbm0) / Math.SQRT2;
  return Float64Array.from({ length: samples }, () => {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += next() / 2;
    return sum * rms;
  });
};

const shifts = [0, 7, 16, 29, 41, 54, 63];
/** The same for every key, wherever the press falls. */
function everyKey(
  is: "heard" | "no key",
  press: Omit<Press, "row" | "column">,
  over: Int16Array = new Int16Array(0),
): void {
  for (const [row, column] of KEYS)
    for (const shift of over.length > 0 ? [0, 29] : shifts)
      assert.equal(
        keysIn(plus(after(pressed({ row, column, ...press }), shift), over), over.length > 0),
        is === "heard" ? keyAt(row, column) : "",
        `key ${keyAt(row, column)}, ${shift} samples later`,
      );
}

for (const [what, press] of [
  ["1.5 % and 2 Hz too high", { off: [0.0175, 0.0165] }],
  ["1.5 % and 2 Hz too low", { off: [-0.0175, -0.0165] }],
  ["row high, column low", { off: [0.0175, -0.0165] }],
  ["40 ms long", { ms: 40 }],
  ["as loud as 16 bits hold", { levels: [-3.2, -3.2] }],
  ["at −25 dBm0 each", { levels: [-25, -25] }],
  ["at −29 dBm0 each", { levels: [-29, -29] }],
  ["the upper tone 4 dB the louder", { levels: [-14, -10] }],
  ["the upper tone 8 dB the weaker", { levels: [-8, -16] }],
  ["all at its worst", { off: [0.015, -0.015], ms: 40, levels: [-17, -25] }],
] as const)
  test(`every key is heard: ${what}`, () => everyKey("heard", press));

for (const [what, press] of [
  ["both 3.5 % too high", { off: [0.035, 0.035] }],
  ["both 3.5 % too low", { off: [-0.035, -0.035] }],
  ["the row alone 3.5 % too high", { off: [0.035, 0] }],
  ["the column alone 3.5 % too low", { off: [0, -0.035] }],
  ["23 ms long", { ms: 23 }],
  ["at −46 dBm0 each", { levels: [-46, -46] }],
] as const)
  test(`no key is heard: ${what}`, () => everyKey("no key", { ms: 100, ...press }));

test("two presses 40 ms apart are two, a hole of 10 ms in a press is none", () => {
  const press = { row: 1, column: 1, ms: 60 };
  const one = pressed(press);
  for (const shift of shifts) {
    assert.equal(keysIn(after(plus(one, after(one, 60 * 8 + 40 * 8)), shift)), "55");
    assert.equal(keysIn(after(plus(one, after(one, 60 * 8 + 10 * 8)), shift)), "5");
  }
});

test("an echo of the press 20 ms later and 10 dB softer is the same press", () => {
  for (const [row, column] of KEYS) {
    const press = pressed({ row, column, ms: 60 });
    const echo = after(press, 160).map((sample) => sample * 10 ** (-10 / 20));
    for (const shift of shifts)
      assert.equal(keysIn(after(plus(press, echo), shift)), keyAt(row, column));
  }
});

test("noise 15 dB below a press hides none of a thousand and makes none of them two", () => {
  let wrong = 0;
  for (let round = 0; round < 1000; round++) {
    const [row, column] = KEYS[round % 16] ?? [0, 0];
    const noisy = plus(pressed({ row, column, ms: 50 }), gaussian(2400, -10 + 3 - 15, round));
    if (keysIn(noisy) !== keyAt(row, column)) wrong++;
  }
  assert.ok(wrong <= 1, `${wrong} of 1000`);
});

for (const { codes } of countryFiles)
  test(`every key is heard over ${codes[0]}'s dial tones, as loud as the line plays them`, () => {
    for (const name of ["dial", "stutter", "recall", "special"] as const) {
      const tone = sound(countryOf(codes[0] ?? "").tones[name], 2600);
      everyKey("no key", { ms: 23 }, tone);
      for (const levels of [
        [-10, -10],
        [-16, -14],
      ] as const)
        everyKey("heard", { levels }, tone);
    }
  });

test("talk-off: ten minutes of voices that were never a telephone key", () => {
  for (let seed = 100; seed < 120; seed++)
    assert.equal(keysIn(syntheticVoice(30, seed)), "", `seed ${seed}`);
});

test("a press over one's own voice 12 dB softer is heard", () => {
  let heard = 0;
  for (let seed = 0; seed < 64; seed++) {
    const [row, column] = KEYS[seed % 16] ?? [0, 0];
    const voice = syntheticVoice(0.3, seed);
    const rms = Math.sqrt(voice.reduce((sum, s) => sum + s * s, 0) / voice.length) || 1;
    const softer = voice.map((s) => (s / rms) * (peak(-10 - 12 + 3) / Math.SQRT2));
    if (keysIn(plus(pressed({ row, column, ms: 80 }), softer)) === keyAt(row, column)) heard++;
  }
  assert.ok(heard >= 60, `${heard} of 64`);
});

test("five seconds of one press are one key", () => {
  const long = sound(
    {
      segments: [
        { frequencies: [697, 1209].map((hz) => ({ hz, dbm0: -10 })), length: millis(5000) },
      ],
    },
    48_000,
  );
  assert.equal(keysIn(long), "1");
});
