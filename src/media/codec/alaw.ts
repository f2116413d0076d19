import { highestBit, type Law, lawCodec } from "#media/codec/g711.ts";

/**
 * PCMA: the A-law of ITU-T G.711, every second bit inverted on the wire.
 *
 *   7      6 5 4     3 2 1 0
 *   sign   segment   step        sign 1 is positive; segments 0 and 1 have the same step
 */
const EVEN_BITS = 0x55;

export const alaw: Law = {
  name: "PCMA",
  compress(sample) {
    const magnitude = (sample < 0 ? ~sample : sample) >> 4; // 0 … 2047
    const segment = Math.max(0, highestBit(magnitude) - 3);
    const step = (magnitude >> Math.max(0, segment - 1)) & 15;
    return ((sample < 0 ? 0 : 0x80) | (segment << 4) | step) ^ EVEN_BITS;
  },
  expand(octet) {
    const bits = octet ^ EVEN_BITS;
    const segment = (bits >> 4) & 7;
    const middle = ((bits & 15) << 4) + 8; // of its step, in 16-bit values
    const magnitude = segment === 0 ? middle : (middle + 0x100) << (segment - 1);
    return bits & 0x80 ? magnitude : -magnitude;
  },
};

export const pcma = lawCodec(alaw);
