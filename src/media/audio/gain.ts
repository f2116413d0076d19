/** Decibels → what samples are multiplied with. More than ±40 dB is somebody's mistake and is cut off. */
export const amplitude = (decibels: number): number =>
  10 ** (Math.max(-40, Math.min(40, decibels)) / 20);
