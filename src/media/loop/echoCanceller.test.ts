import assert from "node:assert/strict";
import { test } from "node:test";
import { luck, syntheticVoice } from "#media/audio/syntheticVoice.ts";
import { type EchoOptions, echoCanceller } from "#media/loop/echoCanceller.ts";
import { BLOCK_SAMPLES } from "#media/loop/loop.ts";
import { countryOf } from "#media/tone/countries.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";

/** What a hybrid and its line give back: later, softer, ringing on. */
interface Hybrid {
  readonly delay: number;
  /** Echo return loss in decibels. */
  readonly loss: number;
  /** Milliseconds in which it rings down by 20 dB. */
  readonly rings: number;
}
const short: Hybrid = { delay: 6, loss: 8, rings: 2 };
const long: Hybrid = { delay: 24, loss: 12, rings: 5 };

function response({ delay, loss, rings }: Hybrid, taps = 160): Float64Array {
  const next = luck(delay + loss);
  const shape = Float64Array.from({ length: taps }, (_, i) =>
    i < delay ? 0 : next() * 10 ** (-(i - delay) / (8 * rings)),
  );
  const norm = Math.sqrt(shape.reduce((sum, tap) => sum + tap * tap, 0));
  return shape.map((tap) => (tap / norm) * 10 ** (-loss / 20));
}

function echoOf(far: Int16Array, hybrid: Hybrid): Float64Array {
  const taps = response(hybrid);
  return Float64Array.from(far, (_, n) =>
    taps.reduce((sum, tap, k) => sum + tap * (far[n - k] ?? 0), 0),
  );
}

const noise = (seconds: number, peak: number, seed = 5): Int16Array => {
  const next = luck(seed);
  return Int16Array.from({ length: seconds * 8000 }, () => next() * peak);
};
const silence = (seconds: number): Int16Array => new Int16Array(seconds * 8000);
const sum = (...all: readonly ArrayLike<number>[]): Int16Array =>
  Int16Array.from({ length: all[0]?.length ?? 0 }, (_, i) =>
    Math.round(all.reduce((total, one) => total + (one[i] ?? 0), 0)),
  );

/** What is left of what the set said. */
function cancelled(fromSet: Int16Array, far: Int16Array, options?: EchoOptions): Int16Array {
  const canceller = echoCanceller(options);
  const out = fromSet.slice();
  for (let at = 0; at + BLOCK_SAMPLES <= out.length; at += BLOCK_SAMPLES)
    canceller.cancel(out.subarray(at, at + BLOCK_SAMPLES), far.subarray(at, at + BLOCK_SAMPLES));
  return out;
}

const power = (samples: ArrayLike<number>, from = 0, to = samples.length): number => {
  let total = 0;
  for (let i = from; i < to; i++) total += (samples[i] ?? 0) ** 2;
  return total / (to - from);
};
const decibels = (ratio: number): number => 10 * Math.log10(ratio);
/** Echo return loss enhancement between two moments, in decibels. */
const enhancement = (before: Int16Array, after: Int16Array, from: number, to: number): number =>
  decibels(power(before, from * 8000, to * 8000) / power(after, from * 8000, to * 8000));

for (const [what, far, hybrid, tailMs] of [
  ["noise through a short hybrid", noise(2, 8000), short, 16],
  ["soft noise", noise(2, 1200), short, 16],
  ["noise through a long one", noise(2, 8000), long, 24],
  ["a voice", syntheticVoice(3, 3), short, 16],
  ["another voice, a long hybrid", syntheticVoice(3, 8), long, 24],
] as const)
  test(`${what}: 25 dB less echo after one second`, () => {
    const echo = sum(echoOf(far, hybrid), noise(far.length / 8000, 6, 77));
    const left = cancelled(echo, far, { tailMs });
    const found = enhancement(echo, left, 1, far.length / 8000);
    assert.ok(found >= 25, `${found.toFixed(1)} dB`);
  });

test("the residual suppressor leaves nothing but the room", () => {
  const far = syntheticVoice(3, 3);
  const echo = sum(echoOf(far, short), noise(3, 6, 77));
  const left = cancelled(echo, far, { suppresses: true });
  const found = enhancement(echo, left, 1, 3);
  assert.ok(found >= 35, `${found.toFixed(1)} dB`);
});

test("with nobody at the far end the set is heard as it is", () => {
  const near = syntheticVoice(2, 4);
  assert.deepEqual(cancelled(near, silence(2), { suppresses: true }), near);
});

for (const suppresses of [false, true])
  test(`both speak: the set is heard, its echo is not, suppressor ${suppresses ? "on" : "off"}`, () => {
    const far = syntheticVoice(8, 3);
    const near = sum(silence(8));
    near.set(syntheticVoice(3, 12), 3 * 8000);
    const echo = echoOf(far, short);
    const left = cancelled(sum(echo, near), far, { suppresses });
    const strange = sum(
      left,
      near.map((s) => -s),
    ).subarray(3 * 8000, 6 * 8000);
    const harm = decibels(power(near, 3 * 8000, 6 * 8000) / power(strange));
    const again = enhancement(sum(echo), left, 6.5, 8);
    assert.ok(harm > 15, `speech over what is wrong with it: ${harm.toFixed(1)} dB`);
    assert.ok(again > 20, `echo gone again after both spoke: ${again.toFixed(1)} dB`);
  });

test("another hybrid (a second set is lifted) is learnt anew within a second", () => {
  const far = syntheticVoice(5, 6);
  const [first, second] = [echoOf(far, short), echoOf(far, { delay: 9, loss: 10, rings: 3 })];
  const echo = Int16Array.from(far, (_, i) => (i < 16_000 ? first : second)[i] ?? 0);
  const left = cancelled(echo, far);
  const found = enhancement(echo, left, 3, 5);
  assert.ok(found > 20, `${found.toFixed(1)} dB`);
});

test("dial tone's echo does not hide the keys: a tone is learnt, what the set adds stays", () => {
  const far = silence(3);
  const tone = toneGenerator(countryOf("US").tones.dial, 8000);
  for (let at = 0; at < far.length; at += 80) tone.fill(far.subarray(at, at + 80));
  const near = Int16Array.from({ length: far.length }, (_, i) =>
    i < 16_000 ? 0 : 3000 * Math.sin(i * 0.6) + 3000 * Math.sin(i * 1.05),
  );
  const echo = echoOf(far, short);
  const left = cancelled(sum(echo, near), far);
  assert.ok(enhancement(sum(echo), left, 1, 2) > 25);
  const strange = sum(
    left,
    near.map((s) => -s),
  ).subarray(16_000);
  assert.ok(decibels(power(near, 16_000) / power(strange)) > 20);
});

test("the loudest there is neither overflows nor runs away", () => {
  const far = noise(3, 32_767);
  const near = noise(3, 32_767, 9);
  const left = cancelled(sum(echoOf(far, { ...short, loss: 2 }), near), far);
  assert.ok(decibels(power(left, 16_000) / power(near, 16_000)) < 3);
});
