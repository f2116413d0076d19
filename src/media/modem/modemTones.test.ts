import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { luck, syntheticVoice } from "#media/audio/syntheticVoice.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { keyTone } from "#media/dtmf/keyTone.ts";
import { modemTones } from "#media/modem/modemTones.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { toneNames } from "#media/tone/country.ts";
import { PEAK_0_DBM0, toneGenerator } from "#media/tone/toneGenerator.ts";

/** What is found, each with how many ms it took. */
function found(samples: Int16Array): readonly string[] {
  const tones = modemTones();
  const told: string[] = [];
  for (let at = 0; at < samples.length; at += 160) {
    const tone = tones.hear(samples.subarray(at, at + 160));
    if (tone) told.push(`${tone} ${(at + 160) / 8}`);
  }
  return told;
}
const kinds = (samples: Int16Array): readonly string[] =>
  found(samples).map((one) => one.split(" ")[0] ?? "");

const captured = (name: string): Int16Array =>
  pcmu
    .newDecoder()
    .decode(new Uint8Array(readFileSync(`test/captures/modem/${name}.ulaw`)))
    .slice();

/** A sine from 100 ms on, for so long, in a second and a half of whatever noise. */
function sine(hz: number, ms: number, dbm0 = -15, noise = -70): Int16Array {
  const next = luck(9);
  const peak = (level: number): number => PEAK_0_DBM0 * 10 ** (level / 20);
  return Int16Array.from({ length: 12_000 }, (_, i) => {
    const isOn = i >= 800 && i < 800 + ms * 8;
    const tone = isOn ? peak(dbm0) * Math.sin((2 * Math.PI * hz * i) / 8000) : 0;
    return Math.round(tone + peak(noise) * next());
  });
}

test("spandsp's fax call: the caller is heard calling, the called answering", () => {
  const calling = found(captured("fax-calling"));
  assert.match(calling[0] ?? "", /^calling/);
  assert.ok(calling.every((one) => one.startsWith("calling")));
  assert.deepEqual(kinds(captured("fax-called")), ["answer"]);
});

test("spandsp's answering tones are known, and that they turn over", () => {
  assert.deepEqual(kinds(captured("ansam")), ["answer"]);
  assert.equal(kinds(captured("ansam-reversed")).at(-1), "reversed");
  assert.equal(kinds(captured("answer-reversed")).at(-1), "reversed");
});

for (const hz of [1062, 1080, 1100, 1120, 1138])
  test(`a calling tone of ${hz} Hz is heard (T.30: 1100 Hz within 38)`, () => {
    for (const [ms, dbm0, noise] of [
      [425, -15, -70],
      [500, -8, -28],
      [575, -40, -70],
    ] as const)
      assert.deepEqual(kinds(sine(hz, ms, dbm0, noise)), ["calling"], `${ms} ms at ${dbm0}`);
  });

for (const hz of [2079, 2085, 2100, 2115, 2121])
  test(`an answering tone of ${hz} Hz is heard (V.25: 2100 Hz within 15)`, () => {
    assert.deepEqual(kinds(sine(hz, 1000)), ["answer"]);
    assert.deepEqual(kinds(sine(hz, 1000, -38)), ["answer"]);
    assert.deepEqual(kinds(sine(hz, 1000, -10, -28)), ["answer"]);
  });

test("what is too short, too long, too soft or beside it is neither", () => {
  const rows: readonly (readonly [number, number, number?])[] = [
    [1100, 300],
    [1100, 1000],
    [1100, 500, -50],
    [1000, 500],
    [1200, 500],
    [2100, 350],
    [2100, 1000, -50],
    [2000, 1000],
    [2225, 1000],
    [1400, 500],
    [1800, 330],
  ];
  for (const [hz, ms, dbm0] of rows)
    assert.deepEqual(kinds(sine(hz, ms, dbm0)), [], `${hz} Hz for ${ms} ms`);
});

test("nobody's voice is a modem: an hour of talk", () => {
  for (let seed = 1; seed <= 36; seed++) assert.deepEqual(kinds(syntheticVoice(100, seed)), []);
});

for (const country of countryFiles.flatMap(({ codes }) => codes.slice(0, 1)))
  test(`no tone of ${country} is a modem's`, () => {
    for (const name of toneNames) {
      const tone = countryOf(country).tones[name];
      const samples = new Int16Array(20 * 8000);
      toneGenerator(tone, 8000).fill(samples);
      assert.deepEqual(kinds(samples), [], name);
    }
  });

test("no key is one, however long it is held", () => {
  for (const key of "0123456789*#ABCD")
    for (const ms of [60, 500, 2000]) {
      const tone = keyTone(key, millis(ms));
      const samples = new Int16Array(4 * 8000);
      if (tone) toneGenerator(tone, 8000).fill(samples);
      assert.deepEqual(kinds(samples), [], key);
    }
});
