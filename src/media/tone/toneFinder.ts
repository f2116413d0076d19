import { PEAK_0_DBM0 } from "#media/tone/toneGenerator.ts";

/** Which tone is this? Finds frequencies in samples by Goertzel's filter; for tests and detectors. */

/** The power of one frequency, as the mean square of its sine over the samples. */
export function powerAt(samples: Int16Array, hz: number, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [last, before] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const now = (samples[i] ?? 0) + turn * last - before;
    before = last;
    last = now;
  }
  const squared = last * last + before * before - turn * last * before;
  return (2 * squared) / (samples.length * samples.length);
}

/** The mean square of all samples. */
export function powerOf(samples: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  return samples.length === 0 ? 0 : sum / samples.length;
}

/** In dBm0; −∞ for digital silence. */
export const dbm0 = (power: number): number =>
  10 * Math.log10(power / ((PEAK_0_DBM0 * PEAK_0_DBM0) / 2));

/**
 * Whether the samples are that tone and little else: its frequencies hold nine tenths of the power,
 * none is 12 dB below the strongest, and it is no louder or softer than people hear. 40 ms and
 * more tell frequencies apart that differ by 25 Hz and more.
 */
export function isTone(samples: Int16Array, hz: readonly number[], rate: number): boolean {
  const all = powerOf(samples);
  if (dbm0(all) < -50) return false;
  const powers = hz.map((each) => powerAt(samples, each, rate));
  const sum = powers.reduce((a, b) => a + b, 0);
  const strongest = Math.max(...powers);
  return sum > 0.9 * all && sum < 1.2 * all && powers.every((power) => power > strongest / 16);
}

export const isSilence = (samples: Int16Array): boolean => dbm0(powerOf(samples)) < -50;

/** The frequencies that stand out, strongest first: peaks within 20 dB of the strongest one. */
export function frequenciesIn(samples: Int16Array, rate: number): number[] {
  const grid = Array.from(
    { length: Math.floor((rate / 2 - 100) / STEP_HZ) },
    (_, i) => 100 + i * STEP_HZ,
  );
  const smooth = windowed(samples);
  const powers = grid.map((hz) => powerAt(smooth, hz, rate));
  const strongest = Math.max(...powers);
  if (dbm0(strongest) < -50) return [];
  return grid
    .map((hz, i) => ({
      hz,
      power: powers[i] ?? 0,
      left: powers[i - 1] ?? 0,
      right: powers[i + 1] ?? 0,
    }))
    .filter((at) => at.power > strongest / 100 && at.power > at.left && at.power >= at.right)
    .sort((a, b) => b.power - a.power)
    .map(({ hz }) => hz);
}

const STEP_HZ = 5;

/** Hann's window: without it a loud frequency has shadows that look like others. */
const windowed = (samples: Int16Array): Int16Array =>
  samples.map((s, i) => s * (1 - Math.cos((2 * Math.PI * i) / samples.length)));
