import type { FskTones } from "./fskTones.ts";
import { sinePeak } from "./level.ts";

/*
 * A sender that the tests of the set judge it by: small, slow and plain. It is no part of the set.
 */

/** The same luck every run: 0 ≤ x < 1. */
export function luck(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** How a message is sent; what is not said is as the standards have it. */
export interface Sending {
  readonly tones: FskTones;
  readonly seizure?: number;
  readonly mark?: number;
  /** Marks between bytes, whole or not. */
  readonly stuffing?: number;
  /** Of each tone. */
  readonly dbm0?: number;
  /** How much louder a mark is than a space, in dB. */
  readonly twist?: number;
  /** Share by which both frequencies, and the bit rate, are too high. */
  readonly pitch?: number;
  readonly rate?: number;
  /** Samples, also a part of one, before it begins. */
  readonly offset?: number;
}

/** Bits as lengths in bits, so that stuffing need not be whole. */
function* bits(bytes: Iterable<number>, sending: Sending): Generator<readonly [boolean, number]> {
  const { seizure = 300, mark = 180, stuffing = 0 } = sending;
  for (let i = 0; i < seizure; i++) yield [i % 2 === 1, 1];
  yield [true, mark];
  for (const byte of bytes) {
    yield [false, 1];
    for (let i = 0; i < 8; i++) yield [((byte >> i) & 1) === 1, 1];
    yield [true, 1 + stuffing];
  }
  yield [true, 5];
}

/** A message as it sounds, phase-continuous, with silence before and after. */
export function sent(bytes: Iterable<number>, sending: Sending): Int16Array {
  const { tones, dbm0 = -14, twist = 0, pitch = 0, rate = 0, offset = 0 } = sending;
  const perBit = 8000 / (1200 * (1 + rate));
  const sound: number[] = new Array<number>(160).fill(0);
  let [phase, end] = [0, 160 + offset];
  for (const [bit, length] of bits(bytes, sending)) {
    end += length * perBit;
    const hertz = (bit ? tones.mark : tones.space) * (1 + pitch);
    const peak = sinePeak(dbm0 + (bit ? twist : -twist) / 2);
    while (sound.length < end) {
      sound.push(peak * Math.sin(phase));
      phase += (2 * Math.PI * hertz) / 8000;
    }
  }
  return Int16Array.from([...sound, ...new Array<number>(400).fill(0)].map(Math.round));
}

/** White noise, Gaussian, of that power over the whole 4 kHz, under or over what is there. */
export function noisy(sound: Int16Array, dbm0: number, next: () => number): Int16Array {
  const deviation = sinePeak(dbm0) / Math.SQRT2;
  return sound.map((sample) => {
    const gauss = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(-32_768, Math.min(32_767, Math.round(sample + deviation * gauss)));
  });
}

/** Sines of those frequencies, each of that level, so many milliseconds. */
export function sines(hertz: readonly number[], ms: number, dbm0 = -13): Int16Array {
  const peak = sinePeak(dbm0);
  return Int16Array.from({ length: ms * 8 }, (_, i) =>
    Math.round(hertz.reduce((sum, hz) => sum + peak * Math.sin((2 * Math.PI * hz * i) / 8000), 0)),
  );
}

export const silence = (ms: number): Int16Array => new Int16Array(ms * 8);

export function joined(...sounds: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sound of sounds) {
    all.set(sound, at);
    at += sound.length;
  }
  return all;
}

/** In blocks of 10 ms, the last one filled with silence. */
export function* blocks(sound: Int16Array): Generator<Int16Array> {
  for (let at = 0; at < sound.length; at += 80) {
    const block = new Int16Array(80);
    block.set(sound.subarray(at, at + 80));
    yield block;
  }
}
