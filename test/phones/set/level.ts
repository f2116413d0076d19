/**
 * The set's own measure of loudness: what its engineers would read off a meter at its terminals.
 * A sine at 3.17 dBm0 is the loudest that the network's μ-law carries (ITU-T G.711 §4): 32,124.
 */
const PEAK_0_DBM0 = 32_124 / 10 ** (3.17 / 20);

/** The peak of a sine of that level. */
export const sinePeak = (dbm0: number): number => PEAK_0_DBM0 * 10 ** (dbm0 / 20);

/** The level of a sine with that peak. */
export const sineLevel = (peak: number): number =>
  20 * Math.log10(Math.max(peak, 1e-3) / PEAK_0_DBM0);

/** The level of any sound: that of a sine with the same power. */
export function levelOf(samples: Int16Array): number {
  let square = 0;
  for (const sample of samples) square += sample * sample;
  return sineLevel(Math.sqrt((2 * square) / Math.max(1, samples.length)));
}
