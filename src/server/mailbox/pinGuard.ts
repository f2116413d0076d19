import { after, hours, type Instant } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** Three calls' worth. */
const most = 9;
const pause = hours(1);

/** Wrong PINs of all calls from outside: after nine in a row nobody is let in for an hour. */
export class PinGuard {
  readonly #clock: Pick<Clock, "now">;
  readonly #pin: () => string | null;
  #wrong = 0;
  #shutUntil: Instant | undefined;

  constructor(clock: Pick<Clock, "now">, pin: () => string | null) {
    this.#clock = clock;
    this.#pin = pin;
  }

  /** There is a PIN, and it may be tried. */
  get isOpen(): boolean {
    const until = this.#shutUntil;
    return this.#pin() !== null && (until === undefined || this.#clock.now() >= until);
  }

  isRight(keyed: string): boolean {
    if (!this.isOpen) return false;
    if (keyed === this.#pin()) {
      this.#wrong = 0;
      return true;
    }
    this.#wrong += 1;
    if (this.#wrong < most) return false;
    this.#wrong = 0;
    this.#shutUntil = after(this.#clock.now(), pause);
    return false;
  }
}
