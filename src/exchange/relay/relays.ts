import { Relay, type RelayMeans } from "#exchange/relay/relay.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { Log } from "#world/log.ts";

/**
 * The relays of all calls, by the name that the Record-Route of a call has: no dialog is remembered.
 * A relay ends with the BYE that passes here, or when both parties have been silent for too long.
 */
export interface Relays {
  of(id: string): Relay | undefined;
  /** A new one, or the one of that name. */
  open(id: string): Relay;
  release(id: string, why: "bye" | "refused" | "silent" | "closed" | "needless"): void;
  /** Somebody could not be served. */
  wasFull(): void;
  readonly size: number;
  /** Half of all is in use: the rest is for members. */
  readonly isHalfFull: boolean;
  readonly counts: Readonly<RelayCounts>;
  close(): void;
}

/** Since the start. */
export interface RelayCounts {
  relaysOpened: number;
  /** Requests refused because no ports were left. */
  relaysFull: number;
  /** Ended because nobody was heard any more. */
  relaysSilent: number;
  /** RTP and RTCP, of relays that have ended. */
  relayedPackets: number;
  relayStrangers: number;
}

const lookEvery = seconds(10);

export interface RelaysMeans extends RelayMeans {
  readonly log: Log;
  /** Of calls with one line of media, so many fit into the ports. */
  readonly most: number;
}

export function relays(means: RelaysMeans): Relays {
  const { clock, log } = means;
  const all = new Map<string, Relay>();
  const counts: RelayCounts = {
    relaysOpened: 0,
    relaysFull: 0,
    relaysSilent: 0,
    relayedPackets: 0,
    relayStrangers: 0,
  };
  let looking: Cancel | undefined;

  function look(): void {
    looking = undefined;
    const now = clock.now();
    for (const relay of [...all.values()]) if (relay.isForgotten(now)) release(relay.id, "silent");
    watches();
  }

  function watches(): void {
    if (all.size > 0) looking ??= clock.at(after(clock.now(), lookEvery), look);
  }

  function release(id: string, why: Parameters<Relays["release"]>[1]): void {
    const relay = all.get(id);
    if (relay === undefined) return;
    all.delete(id);
    if (why === "silent") counts.relaysSilent++;
    const passed = relay.counts;
    counts.relayedPackets += passed.packets;
    counts.relayStrangers += passed.strangers;
    if (why !== "needless") log.info("relay ended", { relay: id, why, ...passed });
    relay.close();
    if (all.size > 0) return;
    looking?.();
    looking = undefined;
  }

  return {
    of: (id) => all.get(id),
    open(id) {
      const relay = all.get(id) ?? new Relay(id, means);
      if (!all.has(id)) counts.relaysOpened++;
      all.set(id, relay);
      watches();
      return relay;
    },
    release,
    wasFull() {
      counts.relaysFull++;
      log.warn("no media ports are left: a call is refused");
    },
    get size() {
      return all.size;
    },
    get isHalfFull() {
      return all.size >= means.most / 2;
    },
    counts,
    close() {
      for (const id of [...all.keys()]) release(id, "closed");
    },
  };
}
