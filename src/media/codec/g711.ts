import { type Codec, FRAME_MS } from "#media/codec/codec.ts";
import type { CodecName } from "#media/codec/format.ts";

/**
 * What both laws of ITU-T G.711 share: one octet a sample, by table, nothing remembered. The laws
 * themselves are as in ITU-T G.191: of two values equally near, the one that it chooses.
 */
export interface Law {
  readonly name: CodecName;
  compress(sample: number): number;
  expand(octet: number): number;
}

/** The law as a codec. Its tables are made here, once: 65,536 octets and 256 samples. */
export function lawCodec(law: Law): Codec {
  const octets = new Uint8Array(65_536);
  const samples = new Int16Array(256);
  for (let sample = -32_768; sample <= 32_767; sample++)
    octets[sample & 0xffff] = law.compress(sample);
  for (let octet = 0; octet < 256; octet++) samples[octet] = law.expand(octet);
  return {
    name: law.name,
    sampleRate: 8000,
    isMemoryless: true,
    samplesIn: (payload) => payload.length,
    newEncoder() {
      let out = new Uint8Array(8 * FRAME_MS);
      return {
        encode(frame) {
          if (out.length !== frame.length) out = new Uint8Array(frame.length);
          for (let i = 0; i < frame.length; i++) out[i] = octets[(frame[i] ?? 0) & 0xffff] ?? 0;
          return out;
        },
      };
    },
    newDecoder() {
      let out = new Int16Array(8 * FRAME_MS);
      return {
        decode(payload) {
          if (out.length !== payload.length) out = new Int16Array(payload.length);
          for (let i = 0; i < payload.length; i++) out[i] = samples[payload[i] ?? 0] ?? 0;
          return out;
        },
      };
    },
  };
}

/** The position of the highest bit that is set, 0 to 31; −1 for 0. */
export const highestBit = (value: number): number => 31 - Math.clz32(value);
