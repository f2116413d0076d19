import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { g722 } from "#media/codec/g722.ts";

const RATE = 16_000;
const sine = (hz: number, level: number, count: number) =>
  Int16Array.from({ length: count }, (_, i) =>
    Math.round(level * Math.sin((2 * Math.PI * hz * i) / RATE)),
  );

function through(sound: Int16Array): Int16Array {
  const [encoder, decoder] = [g722.newEncoder(), g722.newDecoder()];
  const heard = new Int16Array(sound.length);
  for (let at = 0; at < sound.length; at += 320)
    heard.set(decoder.decode(encoder.encode(sound.subarray(at, at + 320))), at);
  return heard;
}

/** In dB, of a sine that came late by some phase: the part at `hz` against all the rest. */
function signalToNoise(heard: Int16Array, hz: number): number {
  let [sum, cos, sin] = [0, 0, 0];
  for (const [i, sample] of heard.entries()) {
    const angle = (2 * Math.PI * hz * i) / RATE;
    sum += sample * sample;
    cos += sample * Math.cos(angle);
    sin += sample * Math.sin(angle);
  }
  const signal = (2 * (cos * cos + sin * sin)) / heard.length;
  return 10 * Math.log10(signal / Math.max(1e-9, sum - signal));
}

for (const hz of [200, 500, 1000, 1700, 2500, 3200, 5000, 6000])
  test(`a sine of ${hz} Hz comes through with little noise`, () => {
    const heard = through(sine(hz, 8000, RATE)).subarray(RATE / 2);
    assert(signalToNoise(heard, hz) > (hz < 4000 ? 30 : 20), `${signalToNoise(heard, hz)} dB`);
  });

test("any speech-band sine at any usual level comes through 20 dB above its noise", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 68 }),
      fc.integer({ min: 300, max: 12_000 }),
      (n, level) => {
        const hz = 50 * n;
        const heard = through(sine(hz, level, RATE / 2)).subarray(RATE / 4);
        assert(
          signalToNoise(heard, hz) > 20,
          `${hz} Hz at ${level}: ${signalToNoise(heard, hz)} dB`,
        );
      },
    ),
    { numRuns: 40 },
  ));

test("the level is kept and the delay is that of the filters, 22 samples", () => {
  const sound = sine(700, 8000, RATE / 2);
  const heard = through(sound);
  let worst = 0;
  for (let i = 4000; i < 7000; i++)
    worst = Math.max(worst, Math.abs((heard[i] ?? 0) - (sound[i - 22] ?? 0)));
  assert(worst < 400, `off by ${worst}`);
});

test("full scale, square waves and noise stay within 16 bits and come down again", () =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (payload) => {
      const decoder = g722.newDecoder();
      assert.equal(decoder.decode(payload).length, g722.samplesIn(payload));
      const encoder = g722.newEncoder();
      const square = Int16Array.from({ length: 320 }, (_, i) => (i % 16 < 8 ? 32_767 : -32_768));
      encoder.encode(square);
      const quiet = g722.newDecoder();
      for (let i = 0; i < 50; i++) quiet.decode(encoder.encode(new Int16Array(320)));
      assert(quiet.decode(encoder.encode(new Int16Array(320))).every((s) => Math.abs(s) < 64));
    }),
    { numRuns: 30 },
  ));

test("noise, pulses and broken payloads give the bits that another implementation gives", () => {
  // checksums of spandsp's encoder and decoder fed with the same (FNV-1a over octets and samples)
  const [encoder, decoder] = [g722.newEncoder(), g722.newDecoder()];
  let [luck, coded, heard, broken] = [1, 0x811c9dc5, 0x811c9dc5, 0x811c9dc5];
  const next = (): number => {
    luck = (Math.imul(luck, 1_664_525) + 1_013_904_223) >>> 0;
    return luck;
  };
  const mix = (sum: number, value: number): number => Math.imul(sum ^ value, 16_777_619) >>> 0;
  for (let f = 0; f < 500; f++) {
    const quieter = Math.floor(f / 10) % 14;
    const noise = Int16Array.from({ length: 320 }, () => (((next() >> 16) << 16) >> 16) >> quieter);
    const pulse = noise.map((_, i) => (i % 40 < 20 ? 1 : -1) * (32_767 >> quieter));
    const octets = encoder.encode(f % 7 === 3 ? pulse : noise);
    for (const octet of octets) coded = mix(coded, octet);
    for (const sample of decoder.decode(octets)) heard = mix(heard, sample & 0xffff);
  }
  for (let f = 0; f < 200; f++)
    for (const sample of decoder.decode(Uint8Array.from({ length: 160 }, () => next() >>> 24)))
      broken = mix(broken, sample & 0xffff);
  assert.deepEqual([coded, heard, broken], [0xfb33cd14, 0x32bfd35c, 0x4bb29ec7]);
});
