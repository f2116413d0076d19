import { after, type Millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import { type Sleeper, type TimerWheel, unset } from "#world/timerWheel.ts";

/** Things that are kept equally long, oldest first, with one place in the wheel for all of them. */
export class ExpiryRing<T> implements Sleeper {
  due = unset;
  slot = unset;
  readonly #lasts: Millis;
  readonly #clock: Clock;
  readonly #wheel: TimerWheel;
  readonly #expire: (thing: T) => void;
  #things: ({ readonly thing: T; readonly until: number } | undefined)[] = [];
  #first = 0;

  constructor(lasts: Millis, clock: Clock, wheel: TimerWheel, expire: (thing: T) => void) {
    this.#lasts = lasts;
    this.#clock = clock;
    this.#wheel = wheel;
    this.#expire = expire;
  }

  get count(): number {
    return this.#things.length - this.#first;
  }

  push(thing: T): void {
    this.#things.push({ thing, until: after(this.#clock.now(), this.#lasts) });
    if (this.slot === unset) this.#wheel.set(this, this.#lasts);
  }

  /** Lets the oldest go before its time. */
  dropOldest(): void {
    const oldest = this.#things[this.#first];
    if (oldest === undefined) return;
    this.#shift();
    this.#expire(oldest.thing);
  }

  wake(): void {
    const now = this.#clock.now();
    let oldest = this.#things[this.#first];
    for (; oldest !== undefined && oldest.until <= now; oldest = this.#things[this.#first]) {
      this.#shift();
      this.#expire(oldest.thing);
    }
    if (oldest !== undefined) this.#wheel.set(this, (oldest.until - now) as Millis);
  }

  /** The front is cut off in big pieces: moving an array for each would cost. */
  #shift(): void {
    this.#things[this.#first++] = undefined;
    if (this.#first < this.#things.length && (this.#first < 1024 || this.count > this.#first))
      return;
    this.#things = this.#things.slice(this.#first);
    this.#first = 0;
  }
}
