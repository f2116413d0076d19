import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bell202,
  FSK_DBM0,
  type FskTones,
  fskBits,
  fskLength,
  fskSound,
  offHookFraming,
  onHookFraming,
  v23,
} from "#media/callerId/fsk.ts";
import { mdmf, vmwi } from "#media/callerId/message.ts";
import { dbm0, powerAt, powerOf } from "#media/tone/toneFinder.ts";

const at = { month: 11, day: 22, hour: 15, minute: 30 };
const hakusui = mdmf({ at, number: "6175550142", name: "HAKUSUI LINE 1" });
const sent = (bits: Uint8Array, tones: FskTones, rate: 8000 | 16_000 = 8000): Int16Array =>
  fskSound(bits, { tones, dbm0: FSK_DBM0, rate });

test("on hook: 300 alternating bits from a 0, 180 marks, each octet from its least bit, marks", () => {
  const bits = fskBits(Uint8Array.of(0x80, 0x26), onHookFraming).join("");
  assert.equal(
    bits,
    `${"01".repeat(150)}${"1".repeat(180)}0000000011${"0011001001"}${"1".repeat(10)}`,
  );
});

test("off hook: no seizure, 80 marks", () => {
  const bits = fskBits(vmwi(true), offHookFraming).join("");
  assert.match(bits, /^1{80}0/);
  assert.equal(bits.length, 80 + 6 * 10 + 10);
});

test("a name and a number take 742 ms, and 10 marks of tail", () => {
  assert.equal(hakusui.length, 41);
  const framing = { ...onHookFraming, tail: 0 };
  assert.equal(Math.round(fskLength(hakusui, framing)), 742);
  assert.equal(fskLength(hakusui, onHookFraming), 750);
  assert.equal(sent(fskBits(hakusui, onHookFraming), bell202).length, 6000);
});

/** The bit in these samples: which of the two frequencies a whole bit of it holds more of. */
const heardBit = (bit: Int16Array, { mark, space }: FskTones, rate: number): number =>
  powerAt(bit, mark, rate) > powerAt(bit, space, rate) ? 1 : 0;

for (const [name, tones] of Object.entries({ bell202, v23 }))
  for (const rate of [8000, 16_000] as const)
    test(`${name} at ${rate} Hz: every bit stands where a clock of 1200 Hz looks for it`, () => {
      const bits = fskBits(hakusui, onHookFraming);
      const sound = sent(bits, tones, rate);
      const heard = bits.map((_, n) => {
        const [from, to] = [n, n + 1].map((edge) => Math.round((edge * rate) / 1200));
        return heardBit(sound.subarray(from, to), tones, rate);
      });
      assert.equal(heard.join(""), bits.join(""));
    });

for (const [name, tones] of Object.entries({ bell202, v23 }))
  test(`${name}: the sine runs on over every bit's edge, at ${FSK_DBM0} dBm0`, () => {
    const bits = fskBits(hakusui, onHookFraming);
    const sound = sent(bits, tones, 16_000);
    const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const steepest = peak * 2 * Math.sin((Math.PI * tones.space) / 16_000);
    for (let i = 1; i < sound.length; i++)
      assert(Math.abs((sound[i] ?? 0) - (sound[i - 1] ?? 0)) <= steepest + 2, `a jump at ${i}`);
    assert(Math.abs(dbm0(powerOf(sound)) - FSK_DBM0) < 0.1);
  });

test("the phase at a bit's edge is exact: after 300 bits of seizure as after none", () => {
  // 150 bits of 1200 Hz and 150 of 2200 Hz are 425 whole turns and no part of one.
  const late = sent(fskBits(Uint8Array.of(), { seizure: 300, mark: 60, tail: 0 }), bell202);
  const early = sent(fskBits(Uint8Array.of(), { seizure: 0, mark: 60, tail: 0 }), bell202);
  assert.deepEqual(late.subarray(2000), early);
});
