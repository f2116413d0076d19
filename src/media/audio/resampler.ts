import { clipped } from "#media/audio/frame.ts";
import type { SampleRate } from "#media/codec/codec.ts";

/** Half the filter's length in samples of the lower rate: 1 ms of delay at 8 kHz. */
const REACH = 8;
/** Where the filter begins to close, of the lower rate's half. */
const PASS = 0.92;

/** One stream of frames from one rate to another that is a whole multiple or part of it. Remembers 2 ms. */
export interface Resampler {
  /** Valid until the next call. */
  convert(frame: Int16Array): Int16Array;
}

export function newResampler(from: SampleRate, to: SampleRate): Resampler {
  if (from === to) return { convert: (frame) => frame };
  return from < to ? upwards(to / from) : downwards(from / to);
}

/** A windowed sine quotient that lets through what both rates can hold. */
function lowPass(factor: number): Float64Array {
  const length = 2 * REACH * factor;
  const taps = Float64Array.from({ length }, (_, i) => {
    const x = i - (length - 1) / 2;
    const window = 0.54 - 0.46 * Math.cos((2 * Math.PI * (i + 0.5)) / length);
    return (window * Math.sin((Math.PI * PASS * x) / factor)) / x;
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

function upwards(factor: number): Resampler {
  const taps = lowPass(factor);
  const past = new Int16Array(2 * REACH);
  let [joined, out] = [new Int16Array(0), new Int16Array(0)];
  return {
    convert(frame) {
      joined = behind(past, frame, joined);
      if (out.length !== frame.length * factor) out = new Int16Array(frame.length * factor);
      for (let i = 0; i < out.length; i++) {
        let sum = 0;
        const at = past.length + Math.floor(i / factor);
        for (let tap = i % factor, back = 0; tap < taps.length; tap += factor, back++)
          sum += (taps[tap] ?? 0) * (joined[at - back] ?? 0);
        out[i] = clipped(sum * factor);
      }
      return out;
    },
  };
}

function downwards(factor: number): Resampler {
  const taps = lowPass(factor);
  const past = new Int16Array(2 * REACH * factor);
  let [joined, out] = [new Int16Array(0), new Int16Array(0)];
  return {
    convert(frame) {
      joined = behind(past, frame, joined);
      const length = Math.floor(frame.length / factor);
      if (out.length !== length) out = new Int16Array(length);
      for (let i = 0; i < length; i++) {
        let sum = 0;
        const at = past.length + i * factor;
        for (let tap = 0; tap < taps.length; tap++)
          sum += (taps[tap] ?? 0) * (joined[at - tap] ?? 0);
        out[i] = clipped(sum);
      }
      return out;
    },
  };
}

/** The frame behind what came before it; `past` becomes the end of both. */
function behind(
  past: Int16Array,
  frame: Int16Array,
  joined: Int16Array<ArrayBuffer>,
): Int16Array<ArrayBuffer> {
  const length = past.length + frame.length;
  const whole = joined.length === length ? joined : new Int16Array(length);
  whole.set(past);
  whole.set(frame, past.length);
  past.set(whole.subarray(length - past.length));
  return whole;
}
