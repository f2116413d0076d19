import type { Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";
import { newResampler, type Resampler } from "#media/audio/resampler.ts";
import { parseWav, type Wav } from "#media/audio/wav.ts";
import { frameSamples, type SampleRate } from "#media/codec/codec.ts";
import { type ToneGenerator, toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** Sound that we make ourselves: one frame of 20 ms after another, until it ends. */
export interface Source {
  /** Valid until the next call; undefined when it is over. The rate stays the one first asked for. */
  next(rate: SampleRate): Int16Array | undefined;
  /** Forward, or back; of files alone. */
  skip?(by: Millis): void;
}

export function toneSource(plan: TonePlan): Source {
  let generator: ToneGenerator | undefined;
  let frame = new Int16Array(0);
  return {
    next(rate) {
      generator ??= toneGenerator(plan, rate);
      if (frame.length === 0) frame = new Int16Array(frameSamples(rate));
      return generator.fill(frame) ? frame : undefined;
    },
  };
}

/** Files one after another, as one; a looped row begins again. */
export function fileSource(files: readonly Wav[], loop: boolean): Source {
  let [file, at] = [0, 0];
  let resampler: Resampler | undefined;
  let frame = new Int16Array(0);
  return {
    skip(by) {
      [file, at] = placeAt(files, lengthBefore(files, file) + at / rateOf(files[file]) + by / 1000);
      resampler = undefined;
    },
    next(rate) {
      if (file >= files.length) file = loop && files.length > 0 ? 0 : file;
      const wav = files[file];
      if (wav === undefined) return undefined;
      resampler ??= newResampler(wav.rate, rate);
      const length = frameSamples(wav.rate);
      if (frame.length !== length) frame = new Int16Array(length);
      frame.fill(0);
      frame.set(wav.samples.subarray(at, at + length));
      at += length;
      const heard = resampler.convert(frame);
      if (at >= wav.samples.length) {
        [file, at, resampler] = [file + 1, 0, undefined];
      }
      return heard;
    },
  };
}

const rateOf = (wav: Wav | undefined): number => wav?.rate ?? 8000;
/** In seconds. */
const lengthBefore = (files: readonly Wav[], file: number): number =>
  files.slice(0, file).reduce((sum, wav) => sum + wav.samples.length / wav.rate, 0);

/** The file and its sample that are so many seconds behind the beginning; behind the end, none. */
function placeAt(files: readonly Wav[], wanted: number): [number, number] {
  let left = Math.max(0, wanted);
  for (const [i, { samples, rate }] of files.entries()) {
    const length = samples.length / rate;
    if (left < length) return [i, Math.round(left * rate)];
    left -= length;
  }
  return [files.length, 0];
}

/** Reads and understands all of them, or says what is wrong with the first that cannot be. */
export async function readSounds(
  names: readonly string[],
  read: (name: string) => Promise<Result<Uint8Array>>,
): Promise<Result<readonly Wav[]>> {
  const sounds: Wav[] = [];
  for (const name of names) {
    const bytes = await read(name);
    const wav = bytes.ok ? parseWav(bytes.value) : bytes;
    if (!wav.ok) return wav;
    sounds.push(wav.value);
  }
  return { ok: true, value: sounds };
}
