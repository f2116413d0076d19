import { isIPv4 } from "node:net";
import { luckOf, type Random, shuffled } from "./luck.ts";
import type { Kill } from "./round.ts";
import type { Moment } from "./seat.ts";
import { type Transport, transports } from "./telephone.ts";

/** Who telephones: our own; a baresip of the house, with a carrier of ours or with SIPp. */
export const peers = ["own", "baresip", "sipp"] as const;
export type Peer = (typeof peers)[number];

/** One kill, at which moment of a call, and who is in calls meanwhile by which ways: a round each. */
export interface Trial {
  readonly peer: Peer;
  readonly stage: Moment["in"];
  readonly kill: Kill;
  readonly host: string;
  readonly transports: readonly Transport[];
  readonly seed: string;
}

export interface Wish {
  readonly rounds: number;
  readonly peers: readonly Peer[];
  readonly seed: string;
  readonly kills: readonly Kill[];
  readonly transports: readonly Transport[];
  readonly hosts: readonly string[];
  /** The kills come in these, each once before one comes again; half of them while all talk unless said. */
  readonly stages?: readonly Moment["in"][];
  /** How many transports are in calls at one kill, of telephones of ours: SIPp waits at one port. */
  readonly atOnce: number;
}

/** So many rounds: in an order of luck, but nothing comes again before everything has been. */
export function trialsOf(wish: Wish): readonly Trial[] {
  const luck = luckOf(wish.seed);
  const trials: Trial[] = [];
  let stages: readonly Moment["in"][] = [];
  for (let left = wish.rounds; left > 0; ) {
    const each = lap(wish, luck);
    if (each.length === 0) throw new Error("nothing of that goes together");
    for (const one of each) {
      const transports = one.transports.slice(0, left);
      if (transports.length === 0) break;
      left -= transports.length;
      const [stage = "talking", ...rest] =
        stages.length > 0 ? stages : shuffled(wish.stages ?? usualStages, luck);
      stages = rest;
      trials.push({ ...one, stage, transports, seed: `${wish.seed} ${trials.length + 1}` });
    }
  }
  return trials;
}

const usualStages = ["ringing", "talking", "talking", "held"] as const;

function lap({ peers, kills, hosts, atOnce, ...wish }: Wish, luck: Random) {
  const each = peers.flatMap((peer) => {
    const able = waysOf(peer);
    const some = wish.transports.filter((one) => able.transports.includes(one));
    return kills.flatMap((kill) =>
      hosts.filter(able.at).flatMap((host) =>
        chunks(shuffled(some, luck), peer === "own" ? atOnce : 1).map((now) => ({
          peer,
          kill,
          host,
          transports: now,
        })),
      ),
    );
  });
  return shuffled(each, luck);
}

/** A baresip speaks no WSS, and is run by IPv4 here. */
const waysOf = (peer: Peer) => ({
  transports: transports.filter((one): boolean => peer === "own" || one !== "wss"),
  at: peer === "own" ? () => true : isIPv4,
});

const chunks = <T>(of: readonly T[], size: number): readonly (readonly T[])[] =>
  of.length === 0 ? [] : [of.slice(0, size), ...chunks(of.slice(size), size)];
