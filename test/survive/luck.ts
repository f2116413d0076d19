import { randomBelow } from "#world/random.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

/** A whole number below that. */
export type Random = (below: number) => number;

export function luckOf(seed: string): Random {
  const random = seededRandom(seed);
  return (below) => randomBelow(random, below);
}

/** The same things in another order. */
export function shuffled<T>(of: readonly T[], luck: Random): readonly T[] {
  const left = [...of];
  return of.flatMap(() => left.splice(luck(left.length), 1));
}
