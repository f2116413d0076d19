import { clipped } from "#media/audio/frame.ts";

/** The same luck every run, −1 … 1: for tests and measurements. */
export function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** One resonance of a mouth. */
interface Formant {
  readonly turn: number;
  y1: number;
  y2: number;
}
const RADIUS = 0.985;

/**
 * Something like a voice, for tests and measurements: pulses of a gliding pitch through three
 * resonances that change by the syllable of 150 ms, every fifth of which is a breath. 8 kHz.
 */
export function syntheticVoice(seconds: number, seed: number): Int16Array {
  const next = luck(seed);
  const between = (low: number, high: number) => low + ((next() + 1) / 2) * (high - low);
  const out = new Int16Array(Math.round(seconds * 8000));
  let [pitch, phase, glide, loudness] = [120, 0, 0, 1];
  let formants: Formant[] = [];
  for (let i = 0; i < out.length; i++) {
    if (i % 1200 === 0) {
      pitch = between(80, 280);
      glide = between(-0.004, 0.004);
      loudness = next() < -0.6 ? 0 : between(0.4, 1);
      formants = [between(300, 900), between(900, 1800), between(1800, 3000)].map((hz) => ({
        turn: 2 * RADIUS * Math.cos((2 * Math.PI * hz) / 8000),
        y1: 0,
        y2: 0,
      }));
    }
    pitch += glide;
    phase += pitch / 8000;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    out[i] = clipped(resonate(formants, (pulse * 9000 + next() * 60) * loudness));
  }
  return out;
}

function resonate(formants: readonly Formant[], driven: number): number {
  let value = driven;
  for (const one of formants) {
    const y = value * 0.2 + one.turn * one.y1 - RADIUS * RADIUS * one.y2;
    [one.y2, one.y1, value] = [one.y1, y, value * 0.5 + y * 0.5];
  }
  return value * 2;
}
