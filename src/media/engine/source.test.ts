import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import type { WavRate } from "#media/audio/wav.ts";
import { fileSource } from "./source.ts";

const wav = (rate: WavRate, value: number, seconds: number) => ({
  rate,
  samples: new Int16Array(rate * seconds).fill(value),
});
/** One second each, the second at the other rate. */
const files = [wav(8000, 1000, 1), wav(16_000, 2000, 1), wav(8000, 3000, 1)];

/** How many frames are left of each file. */
function left(skips: readonly (readonly [frames: number, by: number])[]): number[] {
  const source = fileSource(files, false);
  for (const [frames, by] of skips) {
    for (let i = 0; i < frames; i++) source.next(8000);
    source.skip?.(millis(by));
  }
  const counts = [0, 0, 0];
  for (let frame = source.next(8000); frame; frame = source.next(8000)) {
    const nth = Math.round((frame[80] ?? 0) / 1000) - 1;
    counts[nth] = (counts[nth] ?? 0) + 1;
  }
  return counts;
}

const stories: readonly (readonly [string, Parameters<typeof left>[0], number[]])[] = [
  ["nothing skipped: all of it", [], [50, 50, 50]],
  ["forward within a file", [[10, 500]], [15, 50, 50]],
  ["forward into the next", [[10, 1300]], [0, 25, 50]],
  ["back within a file", [[40, -500]], [35, 50, 50]],
  ["back into the one before", [[75, -1000]], [25, 50, 50]],
  ["back no further than to the beginning", [[30, -5000]], [50, 50, 50]],
  ["forward behind the end: it is over", [[30, 5000]], [0, 0, 0]],
];
for (const [what, skips, wanted] of stories)
  test(what, () => assert.deepEqual(left(skips), wanted));
