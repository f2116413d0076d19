import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { readCountry, type ToneName, toneNames } from "#media/tone/country.ts";
import { parseRing } from "#media/tone/ringCadence.ts";
import {
  dbm0,
  frequenciesIn,
  isSilence,
  isTone,
  powerAt,
  powerOf,
} from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import { parseTone } from "#media/tone/toneText.ts";

/** So many milliseconds of it, made in frames of 20. */
function heard(plan: TonePlan, ms: number, rate: 8000 | 16_000 = 8000): Int16Array {
  const generator = toneGenerator(plan, rate);
  const sound = new Int16Array((ms * rate) / 1000);
  for (let at = 0; at < sound.length; at += rate / 50)
    generator.fill(sound.subarray(at, at + rate / 50));
  return sound;
}

/** The lengths of sound and silence in turn, to the nearest 5 ms; silence first when it is first. */
function rhythm(sound: Int16Array): number[] {
  const loud: boolean[] = [];
  for (let at = 0; at < sound.length; at += 40) loud.push(!isSilence(sound.subarray(at, at + 40)));
  const turns: number[] = [];
  loud.forEach((now, i) => {
    if (now !== loud[i - 1]) turns.push(0);
    turns[turns.length - 1] = (turns.at(-1) ?? 0) + 5;
  });
  return turns.slice(0, -1); // the last one is cut off by the end
}

const plan = (text: string): TonePlan => {
  const read = parseTone(text);
  assert(read.ok, text);
  return read.value;
};

for (const [country, tone, hz, turns] of [
  ["US", "dial", [350, 440], []],
  ["CA", "ringback", [440, 480], [2000, 4000]],
  ["US", "busy", [480, 620], [500, 500, 500]],
  ["US", "reorder", [480, 620], [250, 250, 250]],
  ["US", "recall", [350, 440], [100, 100, 100, 100, 100, 100]],
  ["US", "stutter", [350, 440], Array.from({ length: 20 }, () => 100)],
  ["US", "waiting", [440], [300, 9700]],
  ["US", "howler", [1400, 2060, 2450, 2600], [100, 100]],
  ["US", "confirm", [350, 440], [100, 100, 300]],
  ["GB", "ringback", [400, 450], [400, 200, 400, 2000]],
  ["GB", "busy", [400], [375, 375]],
  ["GB", "reorder", [400], [400, 350, 225, 525]],
  ["DE", "dial", [425], []],
  ["DE", "busy", [425], [480, 480]],
  ["DE", "waiting", [425], [200, 200, 200, 5000]],
  ["FR", "dial", [440], []],
  ["FR", "ringback", [440], [1500, 3500]],
] as const)
  test(`${country} ${tone}: ${hz.join(" and ")} Hz, ${turns.join(", ") || "steady"}`, () => {
    const sound = heard(countryOf(country).tones[tone], 20_000);
    assert.deepEqual(rhythm(sound).slice(0, turns.length), turns);
    assert(isTone(sound.subarray(40, 760), hz, 8000));
    assert(!isTone(sound.subarray(40, 760), [1004], 8000));
  });

test("each file is complete, and every tone of it can be heard and is not too loud", () => {
  for (const file of countryFiles) {
    const country = countryOf(file.codes[0] ?? "");
    for (const name of toneNames) {
      const sound = heard(country.tones[name], 1000);
      const level = Math.max(
        ...[...Array(50).keys()].map((i) => powerOf(sound.subarray(i * 160, i * 160 + 160))),
      );
      assert(dbm0(level) > -30 && dbm0(level) < 0, `${file.codes} ${name} at ${dbm0(level)}`);
      assert(sound.every((sample) => Math.abs(sample) < 32_767));
    }
    assert.equal(Object.keys(country.rings).length, 9);
  }
});

test("a country nobody wrote down sounds like North America", () =>
  assert.deepEqual(countryOf("ZZ"), countryOf("us")));

const file = countryFiles[0];
for (const [what, change, says] of [
  ["a key that nobody knows", { callwait: 1 }, /unknown: callwait/],
  [
    "a tone that nobody knows",
    { tones: { ...file?.tones, callwait: file?.tones.dial } },
    /tones\.callwait/,
  ],
  ["a tone missing", { tones: { dial: file?.tones.dial } }, /tones\.stutter/],
  [
    "a tone without its source",
    { tones: { ...file?.tones, dial: { is: "440@-13" } } },
    /tones\.dial/,
  ],
  ["a ring that never ends", { ring: { is: "2", from: "ours" } }, /ring: 2/],
  ["a code that is none", { codes: ["USA"] }, /codes/],
] as const)
  test(`${what} is refused`, () => {
    const read = readCountry({ ...file, ...change });
    assert(!read.ok);
    assert.match(read.problem.detail, says);
  });

for (const text of [
  "",
  "440",
  "440@-13/0",
  "440@-13/x",
  "440@5",
  "9000@-13",
  "440@-13/1/2",
  "440@-13/1 !-/1",
])
  test(`${JSON.stringify(text)} is no tone`, () => assert(!parseTone(text).ok));

test("levels are those asked for, at both rates", () => {
  for (const rate of [8000, 16_000] as const) {
    const sound = heard(plan("1000@-13"), 1000, rate).subarray(rate / 10);
    assert(Math.abs(dbm0(powerOf(sound)) + 13) < 0.1);
    assert(Math.abs(dbm0(powerAt(sound, 1000, rate)) + 13) < 0.1);
  }
});

test("a sine runs on over frames and bursts: no jump larger than it makes by itself", () => {
  const sound = heard(plan("440@-10/.1 440@-10/.033"), 2000);
  const steepest = 7200 * ((2 * Math.PI * 440) / 8000);
  assert(sound.every((sample, i) => Math.abs(sample - (sound[i - 1] ?? 0)) < steepest + 60));
});

test("a tone that ends says so, and is silent behind its end", () => {
  const generator = toneGenerator(plan("!600@-16/.03"), 8000);
  const frame = new Int16Array(160);
  assert.deepEqual([generator.fill(frame), generator.fill(frame)], [true, true]);
  assert(frame.subarray(80).every((sample) => sample === 0));
  assert.equal(generator.fill(frame), false);
  assert.equal(toneGenerator({ segments: [] }, 8000).fill(frame), false);
  const nothing = { segments: [{ frequencies: [], length: millis(0) }], repeatFrom: 0 };
  assert.equal(toneGenerator(nothing, 8000).fill(frame), false);
});

test("the finder names the frequencies of a tone nobody told it", () => {
  const names: ToneName[] = ["dial", "ringback", "busy"];
  const found = names.map((name) =>
    frequenciesIn(heard(countryOf("US").tones[name], 400), 8000).sort((a, b) => a - b),
  );
  assert.deepEqual(found, [
    [350, 440],
    [440, 480],
    [480, 620],
  ]);
  assert.deepEqual(frequenciesIn(new Int16Array(800), 8000), []);
});

test("rings: the country's own first, the splash only once", () => {
  assert.deepEqual(countryOf("GB").rings.r1, { pattern: [400, 200, 400, 2000] });
  assert.deepEqual(countryOf("US").rings.r5, { pattern: [500], once: true });
  for (const text of ["", "2", "2/x", "0/4"]) assert(!parseRing(text).ok);
});
