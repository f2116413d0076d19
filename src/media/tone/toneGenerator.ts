import { clipped } from "#media/audio/frame.ts";
import type { SampleRate } from "#media/codec/codec.ts";
import type { ToneFrequency, TonePlan, ToneSegment } from "#media/tone/tonePlan.ts";

/**
 * Makes the samples of a tone, frame by frame. Each sine runs on from frame to frame and from burst
 * to burst; bursts begin and end within 3 ms, so that nothing clicks.
 */
export interface ToneGenerator {
  /** Fills the frame, with silence behind the tone's end. False when the tone was over before it. */
  fill(frame: Int16Array): boolean;
}

const SLOPE_MS = 3;

/** The peak of a sine at 0 dBm0: μ-law's largest value is 3.17 dB above it (ITU-T G.711 §4). */
export const PEAK_0_DBM0 = 32_124 / 10 ** (3.17 / 20);
export const peakOf = ({ dbm0 }: ToneFrequency): number => PEAK_0_DBM0 * 10 ** (dbm0 / 20);

export function toneGenerator(plan: TonePlan, rate: SampleRate): ToneGenerator {
  const pieces = plan.segments.map((segment) => pieceOf(segment, rate));
  const lasts = pieces.some(({ length }) => length > 0); // else a repeated plan of nothing would never end
  let [at, inPiece, sample] = [0, 0, 0];

  const next = (): Piece | undefined => {
    while (lasts) {
      const piece = pieces[at];
      if (!piece || inPiece < piece.length) return piece;
      inPiece = 0;
      at = at + 1 < pieces.length ? at + 1 : (plan.repeatFrom ?? pieces.length);
    }
    return undefined;
  };
  let sum = new Float64Array(0);
  return {
    fill(frame) {
      const sounds = next() !== undefined;
      if (sum.length < frame.length) sum = new Float64Array(frame.length);
      for (let from = 0; from < frame.length; ) {
        const piece = next() ?? silence;
        const run = Math.min(frame.length - from, piece.length - inPiece);
        addUp(piece, sum, { sample, run });
        if (isSloping(piece, inPiece, run)) shape(piece, sum, { sample: inPiece, run });
        for (let i = 0; i < run; i++) frame[from + i] = clipped(sum[i] as number);
        inPiece += run;
        sample += run;
        from += run;
      }
      return sounds;
    },
  };
}

/** A segment in samples. */
interface Piece {
  readonly length: number;
  readonly slope: number;
  readonly sines: readonly { readonly step: number; readonly peak: number }[];
}

/** Behind the end. */
const silence: Piece = { length: Number.POSITIVE_INFINITY, slope: 1, sines: [] };

const pieceOf = ({ frequencies, length }: ToneSegment, rate: SampleRate): Piece => ({
  length: length === undefined ? Number.POSITIVE_INFINITY : Math.round((length * rate) / 1000),
  slope: (SLOPE_MS * rate) / 1000,
  sines: frequencies.map((each) => ({ step: (2 * Math.PI * each.hz) / rate, peak: peakOf(each) })),
});

/** So many samples from that one on. */
interface Run {
  readonly sample: number;
  readonly run: number;
}

/**
 * The sines of a run. Each value follows from the two before it, which are worked out anew
 * for every run: no error adds up.
 */
function addUp({ sines }: Piece, into: Float64Array, { sample, run }: Run): void {
  into.fill(0, 0, run);
  for (const { step, peak } of sines) {
    const turn = 2 * Math.cos(step);
    let [last, before] = [
      Math.sin(step * (sample - 1)) * peak,
      Math.sin(step * (sample - 2)) * peak,
    ];
    for (let i = 0; i < run; i++) {
      const now = turn * last - before;
      before = last;
      last = now;
      into[i] = (into[i] as number) + now;
    }
  }
}

/** Somewhere in it the tone rises or falls. */
const isSloping = ({ length, slope }: Piece, inPiece: number, run: number): boolean =>
  inPiece < slope || length - (inPiece + run) < slope;

/** Full loudness between its slopes. */
function shape({ length, slope }: Piece, sum: Float64Array, { sample, run }: Run): void {
  for (let i = 0; i < run; i++) {
    const at = sample + i;
    if (at >= slope && length - at >= slope) continue;
    sum[i] = (sum[i] as number) * Math.min(1, at / slope, (length - at) / slope);
  }
}
