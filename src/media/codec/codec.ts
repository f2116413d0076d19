import type { CodecName } from "#media/codec/format.ts";

/**
 * media/codec: sound in, octets out, and back. A frame is 20 ms of linear 16-bit samples.
 * The engine makes one encoder for each way out and one decoder for each way in; both may remember
 * what went before. Hot: buffers are reused, so a result is valid until the next call.
 */

/** Samples a second of a frame: 160, 320 or 960 samples in 20 ms. */
export type SampleRate = 8000 | 16000 | 48000;

export const FRAME_MS = 20;
export const frameSamples = (rate: SampleRate): number => (rate / 1000) * FRAME_MS;

export interface Encoder {
  /** One frame at the codec's sample rate. The result is valid until the next call. */
  encode(frame: Int16Array): Uint8Array;
}

export interface Decoder {
  /** Any payload, also a broken one: never throws. However many samples it holds; valid until the next call. */
  decode(payload: Uint8Array): Int16Array;
  /** One frame in place of a lost one, by the codec's own means; without it the engine repeats the pitch. */
  conceal?(): Int16Array;
}

/** A codec as the engine uses it. */
export interface Codec {
  readonly name: CodecName;
  /** Of the frames it takes and gives; not the RTP clock. */
  readonly sampleRate: SampleRate;
  /** Each octet is a sample, whatever went before: one packet can be changed without the others. */
  readonly isMemoryless?: true;
  newEncoder(): Encoder;
  newDecoder(): Decoder;
  /** How many samples (at `sampleRate`) a payload holds, without decoding it. */
  samplesIn(payload: Uint8Array): number;
}
