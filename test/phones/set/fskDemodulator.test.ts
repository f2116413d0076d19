import assert from "node:assert/strict";
import { test } from "node:test";
import { FskDemodulator } from "./fskDemodulator.ts";
import { BELL_202, V_23 } from "./fskTones.ts";
import { blocks, luck, noisy, type Sending, sent, sines } from "./reference.ts";

/** Its first bytes, as many as wanted; what noise says behind a message is nobody's. Fewer when one had no stop bit. */
function heard(sound: Int16Array, { tones }: Sending, count: number): readonly number[] {
  const demodulator = new FskDemodulator(tones);
  const events = [...blocks(sound)].flatMap((block) => demodulator.hear(block));
  const bytes: number[] = [];
  for (const event of events) {
    if (event.on === "byte") bytes.push(event.value);
    if (event.on === "unframed" || bytes.length === count) return bytes;
  }
  return bytes;
}

const next = luck(1876);
const anyBytes = (): readonly number[] => [
  0x80,
  ...Array.from({ length: 40 }, () => Math.floor(next() * 256)),
];

/** How many of so many messages were not heard byte for byte, each at another offset. */
function misheard(rounds: number, sending: Sending, noise = Number.NEGATIVE_INFINITY): number {
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const bytes = anyBytes();
    const sound = noisy(sent(bytes, { ...sending, offset: next() * 7 }), noise, next);
    if (heard(sound, sending, bytes.length).join() !== bytes.join()) count++;
  }
  return count;
}

for (const [name, tones, most] of [
  ["Bell 202", BELL_202, 10],
  ["V.23", V_23, 6],
] as const) {
  for (const [what, sending] of [
    ["as the standard has it", {}],
    ["without seizure, after 80 marks", { seizure: 0, mark: 80 }],
    ["with the least that Britain sends", { seizure: 96, mark: 55 }],
    ["with ten marks between bytes", { stuffing: 10 }],
    ["with half a mark between bytes", { stuffing: 0.5 }],
    ["as loud as it can be", { dbm0: -3.2 }],
    ["as soft as −40 dBm0", { dbm0: -40 }],
    ["1.5 % too high", { pitch: 0.015 }],
    ["1.5 % too low", { pitch: -0.015 }],
    ["1 % too fast", { rate: 0.01 }],
    ["1 % too slow", { rate: -0.01 }],
    ["1 % too slow with ten marks between bytes", { rate: -0.01, stuffing: 10 }],
    ["marks much louder than spaces", { twist: most }],
    ["marks 6 dB louder than spaces, without seizure", { twist: 6, seizure: 0, mark: 80 }],
    ["spaces 6 dB louder than marks", { twist: -6 }],
    ["spaces 6 dB louder than marks, without seizure", { twist: -6, seizure: 0, mark: 80 }],
    ["too high, too fast, long line", { pitch: 0.01, rate: 0.01, twist: 6, dbm0: -34 }],
  ] as const)
    test(`${name} is read ${what}`, () => assert.equal(misheard(20, { tones, ...sending }), 0));

  test(`${name} is read 12 dB above white noise`, () =>
    assert.equal(misheard(60, { tones }, -14 - 12), 0));

  test(`${name} is read 20 dB above white noise whatever else is wrong`, () => {
    for (const twist of [-6, 6])
      for (const wrong of [-0.01, 0.01]) {
        const sending = { tones, twist, pitch: wrong, rate: -wrong, dbm0: -30 };
        assert.equal(misheard(10, sending, -30 - 20), 0);
        assert.equal(misheard(10, { ...sending, seizure: 0, mark: 80 }, -30 - 20), 0);
      }
  });
}

/** TIA/EIA-716, as Zarlink's MT88E45B data sheet has it: so much louder may the hum be than the data. */
for (const [hertz, louder] of [
  [50, 18],
  [60, 18],
  [120, 12],
  [180, 6],
] as const)
  test(`a hum of ${hertz} Hz that is ${louder} dB louder than the data does not hide them`, () => {
    for (const tones of [BELL_202, V_23]) {
      const bytes = anyBytes();
      const sound = sent(bytes, { tones, dbm0: -20 });
      const hum = sines([hertz], sound.length / 8, -20 + louder);
      const both = sound.map((sample, i) => sample + (hum[i] ?? 0));
      assert.deepEqual(heard(both, { tones }, bytes.length), bytes);
    }
  });

test("noise alone, a voice's pitch and a steady tone are no message", () => {
  for (const sound of [
    noisy(new Int16Array(80_000), -20, next),
    sines([120, 240, 360, 480, 600, 720], 5000),
    sines([440], 5000),
  ]) {
    const sending = { tones: BELL_202 };
    assert.equal(heard(sound, sending, 1).length, 0);
  }
});
