import { STEP } from "#media/loop/adaptiveFilter.ts";
import { LOOP_RATE } from "#media/loop/loop.ts";

/** What one block came to: mean squares of the far sound, of what the set sent and of what is left. */
export interface Residue {
  readonly far: number;
  readonly before: number;
  readonly after: number;
  /** The set itself spoke. */
  readonly speech: boolean;
}

/**
 * Whether the set itself speaks (Geigel's rule): more comes back than a hybrid lets through of the
 * loudest sound of the last tail. How much this hybrid lets through is seen while it is cancelled well.
 */
export interface DoubleTalkDetector {
  /** Of the next four samples. */
  hears(fromSet: Int16Array, toSet: Int16Array, at: number): boolean;
  /** After each block. */
  judge(residue: Residue): void;
}

/** A share of the far sound; no hybrid gives back more than it gets, nor counts as better than 14 dB. */
const [MOST, LEAST] = [1, 0.2];
/** Peaks of an echo differ by so much. */
const MARGIN = 1.5;
/** A block of 10 ms: halved in 0.35 s while cancelled, doubled in 1.7 s of double talk, lest a new hybrid be taken for a speaker for ever. */
const [FALLS, CREEPS] = [0.98, 1.004];
/** Between syllables the set still speaks: 30 ms. */
const HANGOVER = (0.03 * LOOP_RATE) / STEP;
const ROOM = 70; // peaks of −50 dBm0 and less are nobody's words
const WELL = 0.05; // cancelled by 13 dB
const AUDIBLE = 8000; // mean square, −45 dBm0

export function doubleTalkDetector(taps: number): DoubleTalkDetector {
  const far = loudestOf(taps / STEP);
  let [share, seen, hangover] = [MOST, 0, 0];

  return {
    hears(fromSet, toSet, at) {
      const loudest = far(peakAt(toSet, at));
      const said = Math.max(0, peakAt(fromSet, at) - ROOM);
      seen = Math.max(seen, loudest > 0 ? said / loudest : 0);
      hangover = said > share * loudest ? HANGOVER : Math.max(0, hangover - 1);
      return hangover > 0;
    },
    judge({ far: sound, before, after, speech }) {
      if (sound > AUDIBLE && speech) share = Math.min(MOST, share * CREEPS);
      else if (sound > AUDIBLE && after < WELL * before)
        share = Math.min(MOST, Math.max(LEAST, MARGIN * seen, share * FALLS));
      seen = 0;
    },
  };
}

/** The largest of the last so many. */
function loudestOf(count: number): (peak: number) => number {
  const peaks = new Float64Array(count); // round and round
  let [next, loudest] = [0, 0];
  return (peak) => {
    const gone = peaks[next] ?? 0;
    peaks[next] = peak;
    next = next + 1 === count ? 0 : next + 1;
    if (peak >= loudest) loudest = peak;
    else if (gone === loudest) loudest = largest(peaks);
    return loudest;
  };
}

function peakAt(samples: Int16Array, at: number): number {
  let peak = 0;
  for (let i = at; i < at + STEP; i++) peak = Math.max(peak, Math.abs(samples[i] ?? 0));
  return peak;
}

function largest(peaks: Float64Array): number {
  let most = 0;
  for (let i = 0; i < peaks.length; i++) most = Math.max(most, peaks[i] ?? 0);
  return most;
}
