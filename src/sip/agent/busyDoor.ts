import {
  measured,
  measureEvery,
  noOverload,
  type Overload,
  turnsAway,
} from "#sip/guard/overload.ts";
import type { Entrance } from "#sip/transport/entrance.ts";
import type { Clock } from "#world/clock.ts";
import type { Load } from "#world/load.ts";

interface DoorParts {
  readonly clock: Clock;
  readonly load?: Load | undefined;
  /** Where what comes by UDP has been met already. */
  readonly entrance?: Pick<Entrance, "share">;
}

/** Whether what is new is turned away, measured as it comes: while nothing comes nothing need be known. */
export class BusyDoor {
  readonly #parts: DoorParts;
  #overload: Overload;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#overload = noOverload(parts.clock.now());
  }

  turnsAway(): boolean {
    const [isAway, next] = turnsAway(this.#now());
    this.#overload = next;
    return isAway;
  }

  /** Whoever comes by a stream has no worse chances than by UDP: while some are refused there, the same share is here. */
  #now(): Overload {
    const { clock, load, entrance } = this.#parts;
    const now = clock.now();
    const share = entrance?.share() ?? 0;
    if (share > 0) return { ...noOverload(now), share, owed: this.#overload.owed };
    const isOld = now - this.#overload.measured >= measureEvery;
    return load !== undefined && isOld
      ? measured(this.#overload, load.sinceLast(), now)
      : this.#overload;
  }
}
