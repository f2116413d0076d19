/**
 * Whether a page is awake, and not only connected: a browser freezes pages in the background and
 * keeps their sockets open. A page that has told once that it is awake has to go on telling.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** A page tells every twenty seconds; this is two of them, and what a slow one may be late. */
const patience = seconds(45);

export class Pulse {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #isAwake = true;
  #deadline: Cancel | undefined;

  /** `changed`: `isAwake` has another answer than before. */
  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get isAwake(): boolean {
    return this.#isAwake;
  }

  /** Another page, of which nothing is known yet. */
  begin(): void {
    this.stop();
    this.#isAwake = true;
  }

  beat(): void {
    this.stop();
    this.#deadline = this.#clock.at(after(this.#clock.now(), patience), () => this.sleeps());
    this.#become(true);
  }

  /** It says so itself, or has told nothing for too long. */
  sleeps(): void {
    this.stop();
    this.#become(false);
  }

  stop(): void {
    this.#deadline?.();
    this.#deadline = undefined;
  }

  #become(isAwake: boolean): void {
    if (this.#isAwake === isAwake) return;
    this.#isAwake = isAwake;
    this.#changed();
  }
}
