import {
  measured,
  measureEvery,
  noOverload,
  type Overload,
  turnsAway,
} from "#sip/guard/overload.ts";
import type { Clock } from "#world/clock.ts";
import type { Load } from "#world/load.ts";

/** Whether what is new is turned away, measured as it comes: while nothing comes nothing need be known. */
export class BusyDoor {
  readonly #clock: Clock;
  readonly #load: Load | undefined;
  #overload: Overload;

  constructor({ clock, load }: { readonly clock: Clock; readonly load?: Load | undefined }) {
    this.#clock = clock;
    this.#load = load;
    this.#overload = noOverload(clock.now());
  }

  turnsAway(): boolean {
    if (this.#load === undefined) return false;
    const now = this.#clock.now();
    if (now - this.#overload.measured >= measureEvery)
      this.#overload = measured(this.#overload, this.#load.sinceLast(), now);
    const [isAway, next] = turnsAway(this.#overload);
    this.#overload = next;
    return isAway;
  }
}
