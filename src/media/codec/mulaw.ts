import { highestBit, type Law, lawCodec } from "#media/codec/g711.ts";

/**
 * PCMU: the μ-law of ITU-T G.711, all bits inverted on the wire.
 *
 *   7      6 5 4     3 2 1 0
 *   sign   segment   step        sign 1 is positive once inverted back: 0xff is +0, 0x7f is −0
 */
const BIAS = 33; // makes each segment begin at a power of two, in 14-bit values

export const mulaw: Law = {
  name: "PCMU",
  compress(sample) {
    const magnitude = (sample < 0 ? ~sample : sample) >> 2;
    const biased = Math.min(magnitude + BIAS, 0x1fff);
    const segment = highestBit(biased) - 5;
    const step = (biased >> (segment + 1)) & 15;
    return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
  },
  expand(octet) {
    const bits = ~octet & 0xff;
    const segment = (bits >> 4) & 7;
    const magnitude = (((((bits & 15) << 1) | BIAS) << segment) - BIAS) << 2;
    return bits & 0x80 ? -magnitude : magnitude;
  },
};

export const pcmu = lawCodec(mulaw);
