/**
 * Sound that somebody brings along: WAV of PCM (8, 16, 24 or 32 bits) or of floats, one or two
 * channels, 8 to 48 kHz, made what we play: 16 bits, mono, 8 kHz. Telephones carry no more.
 *
 * Nothing of the file is believed that is not there: sizes are cut to what came.
 */
import { fail, ok, type Result } from "#kit/result.ts";
import type { Wav } from "#media/audio/wav.ts";

interface Format {
  readonly float: boolean;
  readonly channels: number;
  readonly rate: number;
  /** Bytes of one sample of one channel. */
  readonly width: number;
}

const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];
const RATE = 8000;

/** `media.badWav`, with what is wrong, for what is none or none that we understand. */
export function readAnyWav(file: Uint8Array): Result<Wav> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || word(file, 0) !== "RIFF" || word(file, 8) !== "WAVE")
    return bad("it is no WAV file");
  let format: Result<Format> = bad("its format is not said before the sound");
  for (let at = 12; at + 8 <= file.length; ) {
    const size = Math.min(view.getUint32(at + 4, true), file.length - at - 8);
    const name = word(file, at);
    if (name === "fmt ") format = readFormat(view, at + 8, size);
    if (name === "data")
      return format.ok
        ? ok(toPlayed(mono(view, at + 8, size, format.value), format.value.rate))
        : format;
    at += 8 + size + (size & 1);
  }
  return bad("it holds no sound");
}

const bad = (why: string): Result<never> => fail("media.badWav", why);
const word = (file: Uint8Array, at: number): string =>
  String.fromCharCode(...file.subarray(at, at + 4));

function readFormat(view: DataView, at: number, size: number): Result<Format> {
  if (size < 16) return bad("its format is cut off");
  const said = view.getUint16(at, true);
  const tag = said === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : said;
  const [channels, rate] = [view.getUint16(at + 2, true), view.getUint32(at + 4, true)];
  const width = view.getUint16(at + 14, true) / 8;
  const float = tag === FLOAT;
  if (!(float ? width === 4 : tag === PCM && [1, 2, 3, 4].includes(width)))
    return bad(`its sound is of a kind (${tag}) that is not understood`);
  if (channels < 1 || channels > 2) return bad(`it has ${channels} channels`);
  if (rate < 8000 || rate > 48_000) return bad(`it has ${rate} samples a second`);
  return ok({ float, channels, rate, width });
}

/** Both channels as one, each sample between -1 and 1. */
function mono(view: DataView, at: number, size: number, of: Format): Float64Array {
  const step = of.width * of.channels;
  const samples = new Float64Array(Math.floor(size / step));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let c = 0; c < of.channels; c++) sum += sampleAt(view, at + i * step + c * of.width, of);
    samples[i] = sum / of.channels;
  }
  return samples;
}

function sampleAt(view: DataView, at: number, { float, width }: Format): number {
  if (float) {
    const sample = view.getFloat32(at, true);
    return Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
  }
  if (width === 1) return (view.getUint8(at) - 128) / 128;
  if (width === 2) return view.getInt16(at, true) / 32_768;
  const high = view.getInt16(at + width - 2, true);
  return (high + view.getUint8(at + width - 3) / 256) / 32_768;
}

/** Each sample of ours from those around its moment, weighed so that what 8 kHz cannot carry is left out. */
function toPlayed(samples: Float64Array, rate: number): Wav {
  const step = rate / RATE;
  const half = Math.ceil(8 * step);
  const made = new Int16Array(Math.floor(samples.length / step));
  for (let i = 0; i < made.length; i++) {
    const middle = i * step;
    let [sum, weights] = [0, 0];
    const last = Math.min(samples.length - 1, Math.floor(middle) + half);
    for (let k = Math.max(0, Math.floor(middle) - half + 1); k <= last; k++) {
      const weight = windowed((k - middle) / step);
      sum += weight * (samples[k] ?? 0);
      weights += weight;
    }
    made[i] = Math.max(-32_768, Math.min(32_767, Math.round((sum / weights) * 32_767)));
  }
  return { rate: RATE, samples: made };
}

/** A sinc of 8 kHz, `x` in samples of ours, under a Hann window of eight each way. */
function windowed(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 8) return 0;
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / 8));
}
