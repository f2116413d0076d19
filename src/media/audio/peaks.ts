/**
 * The outline of a sound, to be drawn: how loud it is from its beginning to its end, in at most
 * `most` bins of equal length, 0 silent to 255 full scale. Loudness is the loudest sample of a bin;
 * a click is therefore seen, and silence is zero. Of a long bin not every sample is looked at.
 */
export function peaksOf(samples: Int16Array, most = 400): Uint8Array {
  const bins = Math.min(most, samples.length);
  const peaks = new Uint8Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const begin = Math.floor((bin * samples.length) / bins);
    const end = Math.floor(((bin + 1) * samples.length) / bins);
    peaks[bin] = Math.min(255, Math.round((loudest(samples, begin, end) / 32_767) * 255));
  }
  return peaks;
}

/** So many are enough to see a bin by. */
const enough = 4096;

function loudest(samples: Int16Array, begin: number, end: number): number {
  const step = Math.max(1, Math.floor((end - begin) / enough));
  let most = 0;
  for (let i = begin; i < end; i += step) most = Math.max(most, Math.abs(samples[i] ?? 0));
  return most;
}
