import { concat } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";

/**
 * Sound in files: WAV with 16-bit mono samples at 8 or 16 kHz.
 *
 *    0 "RIFF"  4 size of what follows  8 "WAVE"
 *   12 "fmt "  16 size 16   20 1 (PCM)  22 1 channel  24 rate  28 octets a second  32 2  34 16
 *   36 "data"  40 size      44 samples, little-endian
 *
 * A recording whose header could not be brought up to date any more is read to its end.
 */
export type WavRate = 8000 | 16_000;

export interface Wav {
  readonly rate: WavRate;
  readonly samples: Int16Array;
}

export const WAV_HEADER_BYTES = 44;
/** Where a header says how long it is; what a recorder writes again as it grows. */
export const RIFF_SIZE_AT = 4;
export const DATA_SIZE_AT = 40;

const [PCM, EXTENSIBLE] = [1, 0xfffe];

/** The first 44 octets of a file with that many samples. */
export function wavHeader(rate: WavRate, samples: number): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const word = (at: number, text: string): void => {
    for (let i = 0; i < 4; i++) header[at + i] = text.charCodeAt(i);
  };
  word(0, "RIFF");
  view.setUint32(RIFF_SIZE_AT, WAV_HEADER_BYTES - 8 + samples * 2, true);
  word(8, "WAVE");
  word(12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(DATA_SIZE_AT, samples * 2, true);
  return header;
}

/** Samples as they stand in a file, whatever this machine's byte order. */
export function sampleBytes(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) view.setInt16(i * 2, samples[i] as number, true);
  return bytes;
}

export const formatWav = (wav: Wav): Uint8Array =>
  concat([wavHeader(wav.rate, wav.samples.length), sampleBytes(wav.samples)]);

/** A file's sound; `media.badWav` for what is none, or none that we play. */
export function parseWav(file: Uint8Array): Result<Wav> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || wordAt(file, 0) !== "RIFF" || wordAt(file, 8) !== "WAVE")
    return bad("it is no RIFF WAVE file");
  let rate: Result<WavRate> = bad("the format is not said before the sound");
  let at = 12;
  while (at + 8 <= file.length) {
    const [name, said] = [wordAt(file, at), view.getUint32(at + 4, true)];
    const size = Math.min(said, file.length - at - 8);
    if (name === "fmt ") rate = readFormat(view, at + 8, size);
    if (name === "data") return rate.ok ? ok(readSamples(view, at + 8, size, rate.value)) : rate;
    at += 8 + size + (size & 1); // chunks begin at even places
  }
  return bad("it holds no sound");
}

const bad = (why: string): Result<never> => fail("media.badWav", why);

const wordAt = (file: Uint8Array, at: number): string =>
  String.fromCharCode(...file.subarray(at, at + 4));

function readFormat(view: DataView, at: number, size: number): Result<WavRate> {
  if (size < 16) return bad("its format is cut off");
  const [tag, channels] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
  const [rate, bits] = [view.getUint32(at + 4, true), view.getUint16(at + 14, true)];
  const pcm =
    tag === PCM || (tag === EXTENSIBLE && size >= 26 && view.getUint16(at + 24, true) === PCM);
  if (!pcm || channels !== 1 || bits !== 16)
    return bad(
      `format ${tag}, ${channels} channels of ${bits} bits: only 16-bit mono PCM is played`,
    );
  return rate === 8000 || rate === 16_000
    ? ok(rate)
    : bad(`${rate} samples a second: only 8000 and 16000 are played`);
}

/** A header that was never brought up to date says 0: then the sound goes to the end. */
function readSamples(view: DataView, at: number, size: number, rate: WavRate): Wav {
  const octets = size === 0 ? view.byteLength - at : size;
  const samples = new Int16Array(octets >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(at + 2 * i, true);
  return { rate, samples };
}
