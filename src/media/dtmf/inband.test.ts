import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { inbandDetector } from "#media/dtmf/inbandDetector.ts";
import { COLUMNS, keyTone, ROWS } from "#media/dtmf/keyTone.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { toneNames } from "#media/tone/country.ts";
import { holdMusic } from "#media/tone/music.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

const KEYS = "0123456789*#ABCD";

/** The same luck every run. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1; // −1 … 1
  };
}

function sound(plan: TonePlan, ms: number, rate: 8000 | 16_000 = 8000): Int16Array {
  const samples = new Int16Array((ms * rate) / 1000);
  toneGenerator(plan, rate).fill(samples);
  return samples;
}

/** Heard in frames of 20 ms after a little silence that shifts them against the detector's blocks. */
function keysIn(samples: Int16Array, rate: 8000 | 16_000 = 8000, shift = 0): string {
  const detector = inbandDetector(rate);
  let keys = detector.hear(new Int16Array(shift));
  for (let at = 0; at < samples.length; at += rate / 50)
    keys += detector.hear(samples.subarray(at, at + rate / 50));
  return keys + detector.hear(new Int16Array(rate / 10));
}

/** Key 5 with its parts as asked: Hz off by a share, levels, length. */
const five = (
  low: number,
  high: number,
  ms = 60,
  levels: readonly [number, number] = [-9, -7],
): TonePlan => ({
  segments: [
    {
      frequencies: [
        { hz: 770 * (1 + low), dbm0: levels[0] },
        { hz: 1336 * (1 + high), dbm0: levels[1] },
      ],
      length: millis(ms),
    },
    { frequencies: [], length: millis(60) },
  ],
});
const shifts = Array.from({ length: 16 }, (_, i) => i * 4);
const rounds = (plan: TonePlan) => shifts.map((shift) => keysIn(sound(plan, 120), 8000, shift));

for (const rate of [8000, 16_000] as const)
  test(`every key is heard once at ${rate / 1000} kHz`, () => {
    for (const key of KEYS) {
      const plan = keyTone(key, millis(60));
      assert(plan);
      assert.equal(keysIn(sound(plan, 200, rate), rate), key);
    }
  });

test("what is no key has no tone", () => {
  for (const key of ["!", "", "x", "12"]) assert.equal(keyTone(key, millis(60)), undefined);
});

test("a number dialled fast, 40 ms on and 40 ms off, through the telephone network's codec", () => {
  const dialled = "16135550142*#";
  const all = [...dialled].flatMap((key) => {
    const plan = keyTone(key, millis(40), millis(40));
    assert(plan);
    return [...sound(plan, 80)];
  });
  const coded = pcmu.newDecoder().decode(pcmu.newEncoder().encode(Int16Array.from(all)));
  for (const shift of shifts) assert.equal(keysIn(coded, 8000, shift), dialled);
});

for (const [what, plan, key] of [
  ["40 ms", five(0, 0, 40), "5"],
  ["22 ms", five(0, 0, 22), ""],
  ["1.5 % too high", five(0.015, 0.015), "5"],
  ["1.5 % too low", five(-0.015, -0.015), "5"],
  ["its row 4 % too high", five(0.04, 0), ""],
  ["its column 4 % too low", five(0, -0.04), ""],
  ["its upper tone 8 dB weaker", five(0, 0, 60, [-8, -16]), "5"],
  ["its lower tone 8 dB weaker", five(0, 0, 60, [-16, -8]), "5"],
  ["its upper tone 13 dB weaker", five(0, 0, 60, [-8, -21]), ""],
  ["as soft as −27 dBm0", five(0, 0, 60, [-27, -27]), "5"],
  ["as loud as it can be", five(0, 0, 60, [-3.2, -3.2]), "5"],
  ["softer than −40 dBm0", five(0, 0, 60, [-41, -41]), ""],
] as const)
  test(`a press ${what} is ${key === "" ? "no key" : "heard"}, wherever it falls`, () =>
    assert.deepEqual(
      rounds(plan),
      shifts.map(() => key),
    ));

test("noise 15 dB under a press does not hide it", () => {
  const next = luck(7);
  for (let round = 0; round < 50; round++) {
    const noisy = sound(five(0, 0, 50), 120).map((s) => s + next() * 2200);
    assert.equal(keysIn(noisy), "5");
  }
});

test("a press with a hole of 8 ms is one press", () => {
  const plan = five(0, 0, 120);
  const holed = sound(plan, 200).map((s, i) => (i > 480 && i < 544 ? 0 : s));
  assert.equal(keysIn(holed), "5");
});

test("two frequencies of one row, or one alone, are no key", () => {
  for (const pair of [[697, 770], [1209, 1336], [697], [1477]])
    assert.equal(
      keysIn(sound({ segments: [{ frequencies: pair.map((hz) => ({ hz, dbm0: -10 })) }] }, 500)),
      "",
    );
});

test("no tone of any country, and no music, is a key", () => {
  const tones = countryFiles.flatMap(({ codes, tones }) =>
    toneNames.map((name) => ({ name, code: codes[0] ?? "", text: tones[name].is })),
  );
  const different = new Map(tones.map((tone) => [tone.text, tone]));
  for (const { name, code } of different.values())
    assert.equal(keysIn(sound(countryOf(code).tones[name], 3000)), "", `${code} ${name}`);
  assert.equal(keysIn(holdMusic(8000)), "");
});

/** Something like a voice: pulses of a gliding pitch through three resonances that change by the syllable. */
function voice(seconds: number, seed: number): Int16Array {
  const next = luck(seed);
  const between = (low: number, high: number) => low + ((next() + 1) / 2) * (high - low);
  const out = new Int16Array(seconds * 8000);
  let [pitch, phase, glide] = [120, 0, 0];
  let formants: { hz: number; y1: number; y2: number }[] = [];
  for (let i = 0; i < out.length; i++) {
    if (i % 1200 === 0) {
      pitch = between(80, 280);
      glide = between(-0.004, 0.004);
      formants = [between(300, 900), between(900, 1800), between(1800, 3000)].map((hz) => ({
        hz,
        y1: 0,
        y2: 0,
      }));
    }
    pitch += glide;
    phase += pitch / 8000;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    let value = pulse * 9000 + next() * 60;
    for (const f of formants) {
      const r = 0.985;
      const y = value * 0.2 + 2 * r * Math.cos((2 * Math.PI * f.hz) / 8000) * f.y1 - r * r * f.y2;
      [f.y2, f.y1, value] = [f.y1, y, value * 0.5 + y * 0.5];
    }
    out[i] = Math.max(-32_000, Math.min(32_000, value * 2));
  }
  return out;
}

test("talking for five minutes presses no key", () => {
  for (let seed = 1; seed <= 10; seed++) assert.equal(keysIn(voice(30, seed)), "", `seed ${seed}`);
});

test("noise, loud or soft, presses no key", () => {
  const next = luck(99);
  for (const level of [300, 3000, 30_000])
    assert.equal(keysIn(Int16Array.from({ length: 80_000 }, () => next() * level)), "");
});

test("rows and columns are those of Q.23", () =>
  assert.deepEqual([...ROWS, ...COLUMNS], [697, 770, 852, 941, 1209, 1336, 1477, 1633]));
