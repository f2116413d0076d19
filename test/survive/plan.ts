import { luckOf, type Random, shuffled } from "./luck.ts";
import type { Kill } from "./round.ts";
import type { Transport } from "./telephone.ts";

/** One kill, and by which ways telephones are in calls meanwhile: a round each. */
export interface Trial {
  readonly kill: Kill;
  readonly host: string;
  readonly transports: readonly Transport[];
  readonly seed: string;
}

export interface Wish {
  readonly rounds: number;
  readonly seed: string;
  readonly kills: readonly Kill[];
  readonly transports: readonly Transport[];
  readonly hosts: readonly string[];
  /** How many transports are in calls at one kill. */
  readonly atOnce: number;
}

/** So many rounds: in an order of luck, but nothing comes again before everything has been. */
export function trialsOf(wish: Wish): readonly Trial[] {
  const luck = luckOf(wish.seed);
  const trials: Trial[] = [];
  for (let left = wish.rounds; left > 0; )
    for (const one of lap(wish, luck)) {
      const transports = one.transports.slice(0, left);
      if (transports.length === 0) break;
      left -= transports.length;
      trials.push({ ...one, transports, seed: `${wish.seed} ${trials.length + 1}` });
    }
  return trials;
}

function lap({ kills, hosts, transports, atOnce }: Wish, luck: Random) {
  const each = kills.flatMap((kill) =>
    hosts.flatMap((host) =>
      chunks(shuffled(transports, luck), atOnce).map((some) => ({ kill, host, transports: some })),
    ),
  );
  return shuffled(each, luck);
}

const chunks = <T>(of: readonly T[], size: number): readonly (readonly T[])[] =>
  of.length === 0 ? [] : [of.slice(0, size), ...chunks(of.slice(size), size)];
