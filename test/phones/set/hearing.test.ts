import assert from "node:assert/strict";
import { test } from "node:test";
import { CasDetector } from "./casDetector.ts";
import { blocks, joined, luck, noisy, silence, sines } from "./reference.ts";
import { RingDetector } from "./ringDetector.ts";

/** Rings and pauses in turn, in milliseconds. */
function rung(lengths: readonly number[]): { detector: RingDetector; told: string[] } {
  const detector = new RingDetector();
  const told = lengths.flatMap((ms, i) =>
    Array.from({ length: ms / 10 }, () => detector.hear(i % 2 === 0)).flatMap((finding) =>
      finding === undefined ? [] : "lasted" in finding ? `${finding.lasted}` : "rings",
    ),
  );
  return { detector, told };
}

for (const [lengths, cadence] of [
  [[2000, 4000, 2000, 4000, 2000], "2/4"],
  [[400, 200, 400, 2000, 400, 200, 400, 2000, 400], "0.4/0.2 0.4/2"],
  [[300, 200, 1000, 200, 300, 4000, 300, 200, 1000, 200, 300, 4000, 300], "0.3/0.2 1/0.2 0.3/4"],
  [[500, 3000], "0.5"],
  [[400, 200, 400, 200], "0.4/0.2 0.4"],
] as const)
  test(`a bell measures ${cadence}`, () => assert.equal(rung(lengths).detector.cadence, cadence));

test("each ring is told when it begins and how long it was when it ends", () => {
  const { detector, told } = rung([2000, 4000, 2000, 10]);
  assert.deepEqual(told, ["rings", "2000", "rings", "2000"]);
  detector.forget();
  assert.deepEqual(detector.bursts, []);
});

/** The lengths that a detector found, to the millisecond. */
function signals(sound: Int16Array): number[] {
  const detector = new CasDetector();
  return [...blocks(joined(silence(37), sound, silence(50)))]
    .flatMap((block) => detector.hear(block))
    .map(Math.round);
}
const pair = (ms: number, dbm0 = -15, off = 0): Int16Array =>
  sines([2130 * (1 + off), 2750 * (1 + off)], ms, dbm0);
const SAS = sines([440], 300);
const next = luck(2);

for (const [what, sound, lasted] of [
  ["of 80 ms", pair(80), 80],
  ["of 100 ms", pair(100), 100],
  ["as soft as −37 dBm0", pair(80, -37), 80],
  ["as loud as −6 dBm0", pair(80, -6), 80],
  ["0.5 % too high", pair(80, -15, 0.005), 80],
  ["1.1 % too low", pair(80, -15, -0.011), 80],
  ["right behind the beep", joined(SAS, pair(80)), 80],
  ["20 ms behind the beep", joined(SAS, silence(20), pair(80)), 80],
  ["20 dB above noise", noisy(pair(80), -32, next), 80],
] as const)
  test(`an alerting signal ${what} is found`, () => {
    const found = signals(sound);
    assert.equal(found.length, 1);
    assert.ok(Math.abs((found[0] ?? 0) - lasted) <= 3, `${found} ms`);
  });

for (const [what, sound] of [
  ["one of its tones", sines([2130], 80)],
  ["both far apart in level", joined(sines([2130], 80)).map((s, i) => s + (pair(80, -29)[i] ?? 0))],
  ["too soft", pair(80, -46)],
  ["a key", sines([941, 1633], 80)],
  ["the howler", sines([1400, 2060, 2450, 2600], 100, -6)],
  ["noise", noisy(silence(5000), -15, next)],
  ["a click", pair(10)],
] as const)
  test(`${what} is no alerting signal`, () => assert.deepEqual(signals(sound), []));
