/** The outline of a sound, as the server keeps it: how loud it is from its beginning to its end. */

/** 0 to 1 each; none for a text that is no outline. */
export function peaksIn(base64: string): readonly number[] {
  try {
    return Array.from(atob(base64), (char) => char.charCodeAt(0) / 255);
  } catch {
    return [];
  }
}

/** As bars to be drawn, the loudest of them 1. Nothing known: they lie flat. */
export function barsOf(peaks: readonly number[], count: number): readonly number[] {
  const loudest = Math.max(...peaks, quiet);
  return Array.from({ length: count }, (_, bar) => {
    const begin = Math.floor((bar * peaks.length) / count);
    const end = Math.max(begin + 1, Math.floor(((bar + 1) * peaks.length) / count));
    return Math.max(0, ...peaks.slice(begin, end)) / loudest;
  });
}

/** Below that nobody speaks: the noise of a line. */
const quiet = 0.02;
/** Shorter than this many seconds is breath. */
const breath = 1;
/** Of a silence so much stays, so that words do not run together. */
const rest = 0.25;

/**
 * Where it goes on after the silence at `at`, in seconds; undefined where there is none worth
 * jumping over, or nothing comes after it.
 */
export function nextSound(
  peaks: readonly number[],
  length: number,
  at: number,
): number | undefined {
  if (peaks.length === 0 || !(length > 0)) return undefined;
  const bin = length / peaks.length;
  const first = Math.max(0, Math.floor(at / bin));
  const loud = peaks.findIndex((peak, i) => i >= first && peak > quiet);
  if (loud <= first) return undefined;
  const next = loud * bin - rest;
  return next - at >= breath ? next : undefined;
}
