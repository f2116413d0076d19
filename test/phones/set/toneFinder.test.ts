import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks, joined, luck, noisy, silence, sines } from "./reference.ts";
import { ToneFinder } from "./toneFinder.ts";

/** What was told, `over` where a tone ended. */
function told(sound: Int16Array): string[] {
  const finder = new ToneFinder();
  return [...blocks(sound)]
    .flatMap((block) => finder.hear(block))
    .map((finding) => {
      if (finding.on === "sound") return "sound";
      return finding.on === "tone" ? finding.tone : `over ${finding.tone}`;
    });
}

/** `350+440`, on and off in turn, in milliseconds, so many times; a little silence first. */
function played(tone: string, lengths: readonly number[], turns: number, dbm0 = -19): Int16Array {
  const hertz = tone.split("+").map(Number);
  const turn = lengths.map((ms, i) => (i % 2 === 0 ? sines(hertz, ms, dbm0) : silence(ms)));
  return joined(silence(53), ...Array.from({ length: turns }, () => joined(...turn)));
}

for (const [tone, lengths, text] of [
  ["480+620", [500, 500], "480+620 0.5/0.5"],
  ["480+620", [250, 250], "480+620 0.25/0.25"],
  ["440+480", [2000, 4000], "440+480 2/4"],
  ["400+450", [400, 200, 400, 2000], "400+450 0.4/0.2 0.4/2"],
  ["400", [375, 375], "400 0.375/0.375"],
  ["400", [400, 350, 225, 525], "400 0.4/0.35 0.225/0.525"],
  ["425", [480, 480], "425 0.48/0.48"],
  ["425", [200, 200, 600, 1000], "425 0.2/0.2 0.6/1"],
  ["425", [200, 200, 200, 200, 200, 600], "425 0.2/0.2 0.2/0.2 0.2/0.6"],
  ["425", [500, 50], "425 0.5/0.05"],
  ["440", [1500, 3500], "440 1.5/3.5"],
  ["384+416", [1000, 2000], "384+416 1/2"],
  ["375+425", [750, 750], "375+425 0.75/0.75"],
  ["367+433", [400, 200, 400, 2000], "367+433 0.4/0.2 0.4/2"],
  ["383+417", [375, 375], "383+417 0.375/0.375"],
  ["420", [40, 1950], "420 0.04/1.95"],
  ["1400+2060+2450+2600", [100, 100], "1400+2060+2450+2600 0.1/0.1"],
  ["350+440", [100, 100], "350+440 0.1/0.1"],
] as const)
  test(`${text} is heard as that`, () => {
    const heard = told(played(tone, lengths, 4));
    assert.ok(heard.includes(text), heard.join("; "));
    assert.deepEqual(
      heard.filter((one) => !one.replace("over ", "").startsWith(tone)),
      [],
    );
  });

for (const tone of ["350+440", "425", "330+440", "413+438", "380+420", "400", "440"])
  test(`${tone} without an end is steady, also softly and with noise`, () => {
    for (const dbm0 of [-10, -19, -27])
      assert.deepEqual(told(noisy(played(tone, [4000], 1, dbm0), dbm0 - 25, luck(3))), [
        tone,
        `${tone} steady`,
      ]);
  });

test("a dial tone that a key ends, then what busy sounds like, then silence", () =>
  assert.deepEqual(
    told(joined(played("350+440", [5000], 1), played("480+620", [500, 500], 4), silence(2000))),
    [
      "350+440",
      "350+440 steady",
      "over 350+440 steady",
      "480+620",
      "480+620 0.5",
      "480+620 0.5/0.5",
      "over 480+620 0.5/0.5",
    ],
  ));

test("a stutter that becomes a dial tone", () =>
  assert.deepEqual(
    told(joined(played("350+440", [100, 100], 10), sines([350, 440], 4000, -19), silence(300))),
    [
      "350+440",
      "350+440 0.1",
      "350+440 0.1/0.1",
      "over 350+440 0.1/0.1",
      "350+440 steady",
      "over 350+440 steady",
    ],
  ));

test("one beep of a waiting call", () =>
  assert.deepEqual(told(joined(played("440", [300], 1, -13), silence(1000))), ["440", "440 0.3"]));

test("three tones that follow one another without a pause", () => {
  const turn = [sines([950], 330), sines([1400], 330), sines([1800], 330), silence(1000)];
  const heard = told(joined(...turn, ...turn, ...turn));
  assert.deepEqual(heard.filter((one) => !one.includes(" ")).slice(0, 3), ["950", "1400", "1800"]);
  assert.ok(heard.includes("950 0.33/0 1400 0.33/0 1800 0.33/1"), heard.join("; "));
});

test("noise and many frequencies at once are a sound, and told once", () => {
  const chord = sines([200, 400, 600, 800, 1000, 1200, 1400], 3000, -20);
  for (const sound of [noisy(silence(3000), -20, luck(4)), chord])
    assert.deepEqual(told(joined(sound, silence(100))), ["sound"]);
});

test("silence and a whisper are nothing", () =>
  assert.deepEqual(told(noisy(silence(3000), -60, luck(8))), []));
