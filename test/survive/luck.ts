import { randomBelow } from "#world/random.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

/** A whole number below that. */
export type Random = (below: number) => number;

export function luckOf(seed: string): Random {
  const random = seededRandom(seed);
  return (below) => randomBelow(random, below);
}
