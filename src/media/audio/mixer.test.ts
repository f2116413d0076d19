import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amplitude } from "#media/audio/gain.ts";
import { limited, Mixer } from "#media/audio/mixer.ts";
import { newResampler } from "#media/audio/resampler.ts";

const sine = (hz: number, rate: number, samples: number, size = 8000): Int16Array =>
  Int16Array.from({ length: samples }, (_, i) => size * Math.sin((2 * Math.PI * hz * i) / rate));

test("one speaker is heard as it is", () => {
  const mixer = new Mixer(160, 80);
  const frame = sine(1004, 8000, 160);
  mixer.begin();
  mixer.add(frame, 1, 1);
  assert.deepEqual(mixer.finish(), frame);
});

test("however many shout, no sample leaves its range, and louder stays louder", () => {
  const sample = fc.integer({ min: -32_768, max: 32_767 });
  fc.assert(
    fc.property(
      fc.array(fc.array(sample, { minLength: 4, maxLength: 4 }), { maxLength: 40 }),
      (frames) => {
        const mixer = new Mixer(4, 2);
        mixer.begin();
        for (const frame of frames) mixer.add(Int16Array.from(frame), 1, 1);
        const out = mixer.finish();
        for (let i = 0; i < 4; i++) {
          const sum = frames.reduce((total, frame) => total + (frame[i] ?? 0), 0);
          assert.equal(out[i], Math.trunc(limited(sum)));
          assert.ok(Math.abs(limited(sum)) <= 32_767);
        }
      },
    ),
  );
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.nat(2_000_000), (a, b) =>
      assert.ok(limited(Math.max(a, b)) >= limited(Math.min(a, b))),
    ),
  );
});

test("a speaker fades in over the ramp", () => {
  const mixer = new Mixer(160, 80);
  mixer.begin();
  mixer.add(new Int16Array(160).fill(8000), 0, 1);
  const out = mixer.finish();
  assert.deepEqual([out[0], out[40], out[79], out[80], out[159]], [0, 4000, 7900, 8000, 8000]);
});

test("decibels", () => {
  assert.equal(amplitude(0), 1);
  assert.ok(Math.abs(amplitude(-6) - 0.501) < 0.001);
  assert.equal(amplitude(1000), 100);
});

for (const [from, to] of [
  [8000, 16_000],
  [16_000, 8000],
  [48_000, 16_000],
  [48_000, 8000],
  [8000, 48_000],
] as const)
  test(`a tone keeps its pitch and size from ${from} to ${to}`, () => {
    const resampler = newResampler(from, to);
    const frames = Array.from({ length: 10 }, (_, i) => {
      const whole = sine(1004, from, from / 5);
      return resampler.convert(whole.subarray((i * from) / 50, ((i + 1) * from) / 50)).slice();
    });
    const heard = frames.flatMap((frame) => [...frame]).slice(to / 50);
    assert.equal(frames.flatMap((frame) => [...frame]).length, to / 5);
    // What remains after the best-fitting sine of that pitch is taken away.
    let [s, c, energy] = [0, 0, 0];
    for (const [i, sample] of heard.entries()) {
      s += sample * Math.sin((2 * Math.PI * 1004 * i) / to);
      c += sample * Math.cos((2 * Math.PI * 1004 * i) / to);
      energy += sample * sample;
    }
    const size = (2 * Math.hypot(s, c)) / heard.length;
    assert.ok(Math.abs(size - 8000) < 160, `${size}`);
    assert.ok((size * size * heard.length) / 2 / energy > 0.995);
  });
