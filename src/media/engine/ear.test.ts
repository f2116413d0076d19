/** What one listener hears of several who speak at several rates. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instant } from "#kit/time.ts";
import { frameSamples, type SampleRate } from "#media/codec/codec.ts";
import { Ear, type Speaker } from "#media/engine/ear.ts";
import { powerAt } from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";

/** Says that tone at that rate. */
function speaker(hz: number, rate: SampleRate): Speaker {
  const generator = toneGenerator({ segments: [{ frequencies: [{ hz, dbm0: -16 }] }] }, rate);
  const frame = new Int16Array(frameSamples(rate));
  let slot = -1;
  return {
    rate,
    loudness: 1,
    frameAt(now) {
      if (now !== slot) generator.fill(frame);
      slot = now;
      return frame;
    },
  };
}

/** The tones that an ear at that rate hears of these, loudly or not at all. */
function heard(rate: SampleRate, speakers: readonly Speaker[], tones: readonly number[]): number[] {
  const ear = new Ear(rate);
  ear.hears(speakers);
  const samples: number[] = [];
  for (let slot = 0; slot < 50; slot++)
    samples.push(...ear.mix(slot, slot as Instant, undefined, 1));
  const later = Int16Array.from(samples.slice(rate / 5));
  const power = tones.map((hz) => powerAt(later, hz, rate));
  return tones.filter((_, i) => (power[i] ?? 0) > 10_000);
}

const narrow = speaker(1000, 8000);
const wide = speaker(5000, 16_000);
const full = speaker(6000, 48_000);

for (const [rate, hears] of [
  [8000, [1000]],
  [16_000, [1000, 5000, 6000]],
  [48_000, [1000, 5000, 6000]],
] as const)
  test(`in a mix of 8, 16 and 48 kHz, an ear at ${rate} Hz hears all that its rate can carry`, () => {
    const tones = rate === 8000 ? [1000, 2000, 3000] : [1000, 3000, 5000, 6000];
    assert.deepEqual(heard(rate, [narrow, wide, full], tones), hears);
  });
