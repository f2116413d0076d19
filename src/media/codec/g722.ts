import type { Codec } from "#media/codec/codec.ts";
import { decodeBand, encodeBand, HIGH, LOW, newBand } from "#media/codec/g722Band.ts";

/**
 * G722: 7 kHz of voice in 64 kbit/s (ITU-T G.722, mode 1). A quadrature mirror filter parts the
 * sound into two bands of 8 kHz; each is coded by its own ADPCM (g722Band.ts). One octet holds two
 * samples of 16 kHz:
 *
 *   7 6     5 4 3 2 1 0
 *   high    low band
 */

/** Half of the 24 symmetrical taps (table 11/G.722); their sum is 4096. */
const TAPS = Int32Array.of(3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11);
const HISTORY = 24;

export const g722: Codec = {
  name: "G722",
  sampleRate: 16_000,
  samplesIn: (payload) => payload.length * 2,
  newEncoder() {
    const [low, high, past] = [newBand(LOW), newBand(HIGH), new Int32Array(HISTORY)];
    let out = new Uint8Array(160);
    return {
      encode(frame) {
        const octets = frame.length >> 1;
        if (out.length !== octets) out = new Uint8Array(octets);
        for (let i = 0; i < octets; i++) {
          push(past, frame[2 * i] ?? 0, frame[2 * i + 1] ?? 0);
          const [odd, even] = [filter(past, 0), filter(past, 1)];
          const ilow = encodeBand(low, (even + odd) >> 14);
          const ihigh = encodeBand(high, (even - odd) >> 14);
          out[i] = (ihigh << 6) | ilow;
        }
        return out;
      },
    };
  },
  newDecoder() {
    const [low, high, past] = [newBand(LOW), newBand(HIGH), new Int32Array(HISTORY)];
    let out = new Int16Array(320);
    return {
      decode(payload) {
        if (out.length !== payload.length * 2) out = new Int16Array(payload.length * 2);
        for (let i = 0; i < payload.length; i++) {
          const octet = payload[i] ?? 0;
          const [l, h] = [decodeBand(low, octet & 63), decodeBand(high, octet >> 6)];
          push(past, l + h, l - h);
          out[2 * i] = saturate(filter(past, 1) >> 11);
          out[2 * i + 1] = saturate(filter(past, 0) >> 11);
        }
        return out;
      },
    };
  },
};

function push(past: Int32Array, older: number, newer: number): void {
  past.copyWithin(0, 2);
  past[HISTORY - 2] = older;
  past[HISTORY - 1] = newer;
}

/** Every second sample from `phase` on, weighed by the taps; backwards for the second phase. */
function filter(past: Int32Array, phase: 0 | 1): number {
  let sum = 0;
  for (let i = 0; i < 12; i++)
    sum += (past[2 * i + phase] ?? 0) * (TAPS[phase === 0 ? i : 11 - i] ?? 0);
  return sum;
}

const saturate = (value: number): number => Math.max(-32_768, Math.min(32_767, value));
