import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { countryOf } from "#media/tone/countries.ts";
import type { ToneName } from "#media/tone/country.ts";
import { parseRing } from "#media/tone/ringCadence.ts";
import { dbm0, frequenciesIn, powerAt, powerOf } from "#media/tone/toneFinder.ts";
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

const plan = (text: string): TonePlan => {
  const read = parseTone(text);
  assert(read.ok, text);
  return read.value;
};

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
