import { type FskFraming, type FskTones, fskBits, fskSound } from "#media/callerId/fsk.ts";
import { noisy } from "../phones/set/reference.ts";

/** What a line, and a clock that is off, do to a message. */
export interface Wrongs {
  /** At the telephone's terminals, in dBm0. */
  readonly dbm0?: number;
  /** Share by which both frequencies, and by which the bit rate, are too high. */
  readonly pitch?: number;
  readonly rate?: number;
  /** A long line lets low tones through better, a loaded one high ones: in steps of some dB. */
  readonly tilt?: number;
  /** White noise between 300 and 3,400 Hz, so many dB below the message. */
  readonly noise?: number;
}

/**
 * A message of our own sender as it arrives. Made at 16 kHz and played a little too fast or too
 * slowly, which makes bits and tones wrong together; the tones are made wrong the other way first.
 */
export function arrived(
  octets: Uint8Array,
  how: { readonly tones: FskTones; readonly framing: FskFraming },
  { dbm0 = -14, pitch = 0, rate = 0, tilt = 0, noise }: Wrongs,
  luck: () => number,
): Int16Array {
  const off = (1 + pitch) / (1 + rate);
  const tones = { mark: how.tones.mark * off, space: how.tones.space * off };
  const sound = fskSound(fskBits(octets, how.framing), { tones, dbm0: -6, rate: 16_000 });
  const played = Float64Array.from(
    { length: Math.floor(sound.length / (2 * (1 + rate))) },
    (_, i) => between(sound, 2 * (1 + rate) * i),
  );
  for (let i = 0; i < Math.abs(tilt); i++) lean(played, Math.sign(tilt));
  const level = 10 * Math.log10(played.reduce((sum, x) => sum + x * x, 0) / played.length);
  const gain = 10 ** ((dbm0 - (level - LEVEL_0_DBM0)) / 20);
  const arrives = Int16Array.from([...played, ...new Float64Array(400)], (x) =>
    Math.round(x * gain),
  );
  if (noise === undefined) return arrives;
  const whole = dbm0 - noise + 10 * Math.log10(4000 / 3100); // the noise reaches from 0 to 4 kHz
  return noisy(arrives, whole, luck);
}

/** Of a sine of 0 dBm0, in dB of its square: ITU-T G.711 has its peak 3.17 dB below the loudest. */
const LEVEL_0_DBM0 = 20 * Math.log10(32_124 / Math.SQRT2) - 3.17;

/** The sound between two samples, by a cubic through four (Catmull and Rom's). */
function between(sound: Int16Array, at: number): number {
  const [i, x] = [Math.floor(at), at % 1];
  const [a, b, c, d] = [sound[i - 1] ?? 0, sound[i] ?? 0, sound[i + 1] ?? 0, sound[i + 2] ?? 0];
  return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)));
}

/** Each sample and the one before it, together or against each other. */
function lean(sound: Float64Array, sign: number): void {
  for (let i = sound.length - 1; i > 0; i--)
    sound[i] = (sound[i] ?? 0) + sign * (sound[i - 1] ?? 0);
}
