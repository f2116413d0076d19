/** Frames are 16-bit linear samples; what is written here is what every part of the path does with them. */

/** The loudest sample's distance from silence. */
export function peak(frame: Int16Array): number {
  let most = 0;
  for (let i = 0; i < frame.length; i++) most = Math.max(most, Math.abs(frame[i] ?? 0));
  return most;
}

/** Nobody speaks: about 44 dB below the loudest there is. */
export const isQuiet = (frame: Int16Array): boolean => peak(frame) < 200;

/** The nearest sample there is. */
export const clipped = (value: number): number =>
  value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : Math.round(value);
