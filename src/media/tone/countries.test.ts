import assert from "node:assert/strict";
import { test } from "node:test";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { readCountry, type ToneName, toneNames } from "#media/tone/country.ts";
import { dbm0, isSilence, isTone, powerOf } from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** So many milliseconds of it. */
function heard(plan: TonePlan, ms: number): Int16Array {
  const sound = new Int16Array(8 * ms);
  toneGenerator(plan, 8000).fill(sound);
  return sound;
}

/** The lengths of sound and silence in turn, to the nearest 5 ms; the last one is cut off by the end. */
function rhythm(sound: Int16Array): number[] {
  const loud: boolean[] = [];
  for (let at = 0; at < sound.length; at += 40) loud.push(!isSilence(sound.subarray(at, at + 40)));
  const turns: number[] = [];
  loud.forEach((now, i) => {
    if (now !== loud[i - 1]) turns.push(0);
    turns[turns.length - 1] = (turns.at(-1) ?? 0) + 5;
  });
  return turns.slice(0, -1);
}

/**
 * What each country's lines sound like, as its sources have it: frequencies, and for how many
 * seconds they are heard and not heard in turn.
 */
const american = { dial: "350+440", ringback: "440+480 2 4", busy: "480+620 .5 .5" };
const sounds: Readonly<Record<string, Partial<Record<ToneName, string>>>> = {
  US: {
    ...american,
    reorder: "480+620 .25 .25",
    waiting: "440 .3 9.7",
    stutter: `350+440${" .1".repeat(20)}`,
    recall: `350+440${" .1".repeat(6)}`,
    howler: "1400+2060+2450+2600 .1 .1",
    confirm: "350+440 .1 .1 .3",
  },
  CA: american,
  GB: {
    dial: "350+440",
    special: "350+440",
    ringback: "400+450 .4 .2 .4 2",
    busy: "400 .375 .375",
    reorder: "400 .4 .35 .225 .525",
    waiting: "400 .1 4",
  },
  DE: {
    dial: "425",
    special: "400+425",
    ringback: "425 1 4",
    busy: "425 .48 .48",
    reorder: "425 .24 .24",
    waiting: "425 .2 .2 .2 5",
  },
  FR: {
    dial: "440",
    special: "330+440",
    ringback: "440 1.5 3.5",
    busy: "440 .5 .5",
    reorder: "440 .25 .25",
    waiting: "440 .3 10",
  },
  IT: {
    dial: "425 .2 .2 .6 1",
    ringback: "425 1 4",
    busy: "425 .5 .5",
    reorder: "425 .2 .2",
    waiting: "425 .4 .1 .25 .1 .15 14",
  },
  ES: {
    dial: "425",
    ringback: "425 1.5 3",
    busy: "425 .2 .2",
    reorder: "425 .2 .2 .2 .2 .2 .6",
    waiting: "425 .175 .175 .175 3.5",
  },
  NL: {
    dial: "425",
    special: "425 .5 .05",
    ringback: "425 1 4",
    busy: "425 .5 .5",
    reorder: "425 .25 .25",
    waiting: "425 .5 9.5",
  },
  BE: {
    dial: "425",
    special: "425 1 .25",
    ringback: "425 1 3",
    busy: "425 .5 .5",
    reorder: "425 .167 .167",
    waiting: "1400 .175 .175 .175 3.5",
  },
  AT: {
    dial: "420",
    special: "380+420",
    ringback: "420 1 5",
    busy: "420 .4 .4",
    reorder: "420 .2 .2",
    waiting: "420 .04 1.96",
  },
  CH: {
    dial: "425",
    special: "340+425 1.1 1.1",
    ringback: "425 1 4",
    busy: "425 .5 .5",
    reorder: "425 .2 .2",
    waiting: "425 .2 .2 .2 4",
  },
  SE: {
    dial: "425",
    special: "425 .32 .02",
    ringback: "425 1 5",
    busy: "425 .25 .25",
    reorder: "425 .25 .75",
    waiting: "425 .2 .5 .2 9.1",
  },
  AU: {
    dial: "413+438",
    ringback: "413+438 .4 .2 .4 2",
    busy: "425 .375 .375",
    reorder: "425 .375 .375 .375 .375",
    waiting: "425 .2 .2 .2 4.4",
  },
  NZ: {
    dial: "400",
    ringback: "400+450 .4 .2 .4 2",
    busy: "400 .5 .5",
    reorder: "400 .25 .25",
    waiting: "400 .2 3",
  },
  JP: {
    dial: "400",
    ringback: "384+416 1 2",
    busy: "400 .5 .5",
    reorder: "400 .5 .5",
    waiting: "384+416 .5 8",
  },
  CN: {
    dial: "450",
    ringback: "450 1 4",
    busy: "450 .35 .35",
    reorder: "450 .7 .7",
    waiting: "450 .4 4",
  },
  KR: {
    dial: "350+440",
    ringback: "440+480 1 2",
    busy: "480+620 .5 .5",
    reorder: "480+620 .3 .2",
    waiting: "350+440 .25 .25 .25 3.25",
  },
  IN: {
    dial: "375+425",
    ringback: "375+425 .4 .2 .4 2",
    busy: "400 .75 .75",
    reorder: "400 .25 .25",
    waiting: "400 .2 .1 .2 7.5",
  },
  BR: {
    dial: "425",
    ringback: "425 1 4",
    busy: "425 .25 .25",
    reorder: "425 .25 .25 .75 .25",
    waiting: "425 .05 1",
  },
  MX: {
    dial: "425",
    ringback: "425 1 4",
    busy: "425 .25 .25",
    reorder: "425 .25 .25",
    waiting: "425 .2 .6 .2 10",
  },
  ZA: {
    dial: "367+433",
    ringback: "367+433 .4 .2 .4 2",
    busy: "400 .5 .5",
    reorder: "400 .25 .25",
    waiting: "367+433 .25 .25 .25 .25 .25 .25 .25 7.25",
  },
};

for (const [country, tones] of Object.entries(sounds))
  for (const [tone, text] of Object.entries(tones))
    test(`${country} ${tone}: ${text}`, () => {
      const [frequencies = "", ...seconds] = text.split(" ");
      const hz = frequencies.split("+").map(Number);
      const turns = seconds.map((length) => Math.round(Number(length) * 1000));
      const length = turns.reduce((sum, turn) => sum + turn, 500);
      const sound = heard(countryOf(country).tones[tone as ToneName], length);
      const measured = rhythm(sound);
      for (const [i, turn] of turns.entries())
        assert(Math.abs((measured[i] ?? 0) - turn) < 8, `heard ${measured.slice(0, turns.length)}`);
      const first = sound.subarray(40, Math.min(760, 8 * (turns[0] ?? 100) - 40));
      assert(isTone(first, hz, 8000), `not ${hz}`);
      assert(!isTone(first, [1004], 8000));
    });

/** How its lines behave: ring, ringing frequency, flash, who is calling. */
for (const [country, line] of [
  ["US", "2/4, 20 Hz, flash 300-1000, bell202 after ring"],
  ["GB", ".4/.2 .4/2, 25 Hz, flash 80-300, v23 reversal+tones"],
  ["DE", "1/4, 25 Hz, flash 80-300, v23 after ring"],
  ["FR", "1.5/3.5, 25 Hz, flash 80-300, v23 after ring"],
  ["IT", "1/4, 25 Hz, flash 80-300, v23 after ring"],
  ["ES", "1.5/3, 25 Hz, flash 80-300, v23 after ring"],
  ["NL", "1/4, 25 Hz, flash 80-300, DC reversal"],
  ["BE", "1/3, 25 Hz, flash 80-300, AC reversal"],
  ["AT", "1/5, 50 Hz, flash 80-300, v23 after ring"],
  ["CH", "1/4, 25 Hz, flash 80-300, v23 after ring"],
  ["SE", "1/5, 25 Hz, flash 80-300, AC reversal"],
  ["AU", ".4/.2 .4/2, 25 Hz, flash 100-900, bell202 after ring"],
  ["NZ", ".4/.2 .4/2, 25 Hz, flash 100-900, bell202 after ring"],
  ["JP", "1/2, 16 Hz, flash 100-900, nobody is told"],
  ["CN", "1/4, 25 Hz, flash 100-900, bell202 after ring"],
  ["KR", "1/2, 20 Hz, flash 100-900, bell202 after ring"],
  ["IN", ".4/.2 .4/2, 25 Hz, flash 100-900, AC reversal"],
  ["BR", "1/4, 25 Hz, flash 100-900, AC nothing"],
  ["MX", "1/4, 25 Hz, flash 100-900, bell202 after ring"],
  ["ZA", ".4/.2 .4/2, 25 Hz, flash 100-900, v23 after ring"],
] as const)
  test(`${country} rings ${line}`, () => {
    const { rings, ringHz, flash, callerId } = countryOf(country);
    const seconds = rings.r1.pattern.map((ms) => String(ms / 1000).replace(/^0/, ""));
    const ring = seconds.map((on, i) => (i % 2 === 0 ? `${on}/${seconds[i + 1]}` : "")).join(" ");
    const told = callerId ? `${callerId.by} ${callerId.alert}` : "nobody is told";
    assert.equal(
      `${ring.trim().replaceAll(/ +/g, " ")}, ${ringHz} Hz, flash ${flash.from}-${flash.to}, ${told}`,
      line,
    );
    assert.equal(Object.keys(rings).length, 9);
  });

test("each file is complete, and every tone of it can be heard and is not too loud", () => {
  assert.equal(new Set(countryFiles.flatMap(({ codes }) => codes)).size, 21);
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
  }
});

test("what nobody agrees about says so: Australia", () => {
  const provisional = countryFiles.filter((file) => file.provisional);
  assert.deepEqual(
    provisional.flatMap(({ codes }) => codes),
    ["AU"],
  );
  assert.match(
    countryFiles.find(({ codes }) => codes.includes("JP"))?.tones.ringback.conflict ?? "",
    /15 Hz/,
  );
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
  ["a value with a word nobody knows", { ring: { is: "2/4", from: "x", not: "y" } }, /ring/],
  ["a ring that never ends", { ring: { is: "2", from: "ours" } }, /ring: 2/],
  ["a ringing nobody can make", { ringHz: { is: "400", from: "ours" } }, /ringHz/],
  ["a caller ID nobody knows", { callerId: { is: "v23 later", from: "ours" } }, /callerId: v23/],
  ["a flash that is a dial pulse", { flash: { is: "40-300", from: "ours" } }, /flash/],
  ["a flash that has no end", { flash: { is: "300", from: "ours" } }, /flash/],
  ["a code that is none", { codes: ["USA"] }, /codes/],
] as const)
  test(`${what} is refused`, () => {
    const read = readCountry({ ...file, ...change });
    assert(!read.ok);
    assert.match(read.problem.detail, says);
  });
