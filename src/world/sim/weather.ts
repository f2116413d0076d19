import { type Millis, millis } from "#kit/time.ts";
import type { Random } from "#world/random.ts";

/** What a network does to what it carries. Shares are 0 … 1. */
export interface Weather {
  /** One way. */
  readonly delay: Millis;
  /** Added to the delay, by chance, up to this: enough of it reorders. */
  readonly jitter?: Millis;
  readonly loss?: number;
  readonly duplicate?: number;
  /** Held back until others have passed. */
  readonly reorder?: number;
}

export const fair: Weather = { delay: millis(10) };
/** Nothing gets through. */
export const cut: Weather = { delay: millis(10), loss: 1 };

const resolution = 2 ** 32;
/** [0, 1) */
function luck(random: Random): number {
  let value = 0;
  for (const byte of random(4)) value = value * 256 + byte;
  return value / resolution;
}

/** Luck is asked only where it matters, so that fair weather draws none. */
export const happens = (share: number | undefined, random: Random): boolean =>
  share !== undefined && share > 0 && luck(random) < share;

/** How long one packet takes. */
export function flight({ delay, jitter, reorder }: Weather, random: Random): Millis {
  const late = happens(reorder, random) ? 2 * delay + 20 : 0;
  const swayed = jitter === undefined || jitter === 0 ? 0 : jitter * luck(random);
  return millis(delay + late + swayed);
}
