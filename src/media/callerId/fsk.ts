import { type Millis, millis } from "#kit/time.ts";
import type { SampleRate } from "#media/codec/codec.ts";
import { peakOf } from "#media/tone/toneGenerator.ts";

/**
 * Caller-ID data as sound: 1200 bit/s, one frequency for a 1 (mark) and one for a 0 (space), the
 * sine running on from bit to bit.
 *
 *   0101…01 │ 1111…1 │ 0 b0 b1 … b7 1 │ 0 b0 … b7 1 │ … │ 1111
 *   seizure │  mark  │ an octet, least bit first        │ tail
 */
export interface FskTones {
  readonly mark: number;
  readonly space: number;
}
/** North America, and who follows it. */
export const bell202: FskTones = { mark: 1200, space: 2200 };
/** ITU-T V.23 mode 2: ETSI, the United Kingdom, Japan. */
export const v23: FskTones = { mark: 1300, space: 2100 };

export const BITS_PER_SECOND = 1200;

/** What comes before the first octet and behind the last one, in bits. */
export interface FskFraming {
  /** Alternating bits, a 0 first. */
  readonly seizure: number;
  readonly mark: number;
  /** Marks behind the last octet. */
  readonly tail: number;
}
/** A telephone on hook wakes up by it: GR-30 and ETSI EN 300 659-1. */
export const onHookFraming: FskFraming = { seizure: 300, mark: 180, tail: 10 };
/** A telephone that has acknowledged listens already: GR-30 and ETSI EN 300 659-2. */
export const offHookFraming: FskFraming = { seizure: 0, mark: 80, tail: 10 };

/** The bits of a burst, in the order of the line. */
export function fskBits(octets: Uint8Array, framing: FskFraming): Uint8Array {
  const { seizure, mark } = framing;
  const bits = new Uint8Array(bitCount(octets, framing)).fill(1);
  for (let i = 0; i < seizure; i++) bits[i] = i % 2;
  let at = seizure + mark;
  for (const octet of octets) {
    bits[at++] = 0; // start
    for (let i = 0; i < 8; i++) bits[at++] = (octet >> i) & 1;
    at++; // stop: a mark
  }
  return bits;
}

const bitCount = (octets: Uint8Array, { seizure, mark, tail }: FskFraming): number =>
  seizure + mark + 10 * octets.length + tail;

/** How long a burst takes, to the fraction of a millisecond. */
export const fskLength = (octets: Uint8Array, framing: FskFraming): Millis =>
  millis((1000 * bitCount(octets, framing)) / BITS_PER_SECOND);

/** How a burst is sent. */
export interface FskCarrier {
  readonly tones: FskTones;
  /** At the subscriber's end: −14 dBm0 is usual. */
  readonly dbm0: number;
  readonly rate: SampleRate;
}
export const FSK_DBM0 = -14;

/**
 * The samples of these bits. A bit is 6⅔ samples at 8 kHz: no bit is rounded. Sample i lies in bit
 * ⌊i·1200/rate⌋ at the fraction that remains, so the bits never drift against the samples and the
 * phase at each bit's edge is exact. A burst that ends within a sample ends with that sample.
 */
export function fskSound(bits: Uint8Array, { tones, dbm0, rate }: FskCarrier): Int16Array {
  const peak = peakOf({ hz: tones.mark, dbm0 });
  const sound = new Int16Array(Math.ceil((bits.length * rate) / BITS_PER_SECOND));
  let [bit, turns] = [0, 0]; // turns: whole and part turns of the sine at the bit's first edge
  for (let i = 0; i < sound.length; i++) {
    const now = Math.floor((i * BITS_PER_SECOND) / rate);
    for (; bit < now; bit++) turns = (turns + frequency(bits, bit, tones) / BITS_PER_SECOND) % 1;
    const within = ((i * BITS_PER_SECOND) % rate) / rate / BITS_PER_SECOND; // seconds
    const angle = 2 * Math.PI * (turns + frequency(bits, bit, tones) * within);
    sound[i] = Math.round(peak * Math.sin(angle));
  }
  return sound;
}

const frequency = (bits: Uint8Array, at: number, { mark, space }: FskTones): number =>
  bits[at] === 0 ? space : mark;
