import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, type Millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** What a wheel wakes. The two fields are the wheel's: begin with `unset`. */
export interface Sleeper {
  due: number;
  slot: number;
  wake(): void;
}
/** Beginning values of a sleeper's fields. */
export const unset = -1;

/** The wheel's step in milliseconds: nobody is woken early, and at most this much late. */
const grain = 10;
/** A power of two, and more than 32 s around. Sleepers of a later round wait in their slot. */
const size = 4096;

/**
 * Many short timers that are mostly taken back before they ring, with one alarm of the clock for
 * all. Setting and clearing cost a place in a slot; an empty wheel has no alarm set.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #slots: (Set<Sleeper> | undefined)[] = new Array(size).fill(undefined);
  #count = 0;
  /** The last step that was looked at. */
  #looked = 0;
  #armedFor = Number.POSITIVE_INFINITY;
  #disarm: Cancel | undefined;
  #turning = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many sleep. */
  get count(): number {
    return this.#count;
  }

  /** One wait a sleeper: a new one replaces the old. */
  set(sleeper: Sleeper, wait: Millis): void {
    this.clear(sleeper);
    const now = this.#clock.now();
    if (this.#count === 0 && !this.#turning) this.#looked = Math.floor(now / grain) - 1;
    const step = Math.max(Math.ceil(after(now, wait) / grain), this.#looked + 1);
    sleeper.due = step * grain;
    sleeper.slot = step & (size - 1);
    this.#slots[sleeper.slot] ??= new Set();
    this.#slots[sleeper.slot]?.add(sleeper);
    this.#count++;
    if (sleeper.due < this.#armedFor && !this.#turning) this.#arm(sleeper.due);
  }

  clear(sleeper: Sleeper): void {
    if (sleeper.slot === unset) return;
    this.#slots[sleeper.slot]?.delete(sleeper);
    sleeper.slot = unset;
    this.#count--;
    if (this.#count === 0 && !this.#turning) this.#rest();
  }

  /** Forgets everyone. */
  close(): void {
    for (const slot of this.#slots) for (const sleeper of slot ?? []) sleeper.slot = unset;
    this.#slots.fill(undefined);
    this.#count = 0;
    this.#rest();
  }

  #rest(): void {
    this.#disarm?.();
    this.#disarm = undefined;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }

  #arm(due: number): void {
    this.#disarm?.();
    this.#armedFor = due;
    this.#disarm = this.#clock.at(due as Instant, () => this.#turn());
  }

  /** Wakes all that are due, in order; then arms for the next. */
  #turn(): void {
    this.#rest();
    this.#turning = true;
    try {
      const last = Math.floor(this.#clock.now() / grain);
      this.#looked = Math.max(this.#looked, last - size);
      while (this.#looked < last) this.#wakeSlot(++this.#looked);
    } finally {
      this.#turning = false;
      this.#armNext();
    }
  }

  #wakeSlot(step: number): void {
    for (const sleeper of this.#slots[step & (size - 1)] ?? []) {
      if (sleeper.due > step * grain) continue;
      this.clear(sleeper);
      sleeper.wake();
    }
  }

  #armNext(): void {
    if (this.#count === 0) return;
    for (let step = this.#looked + 1; step <= this.#looked + size; step++)
      if (this.#slots[step & (size - 1)]?.size) {
        this.#arm(step * grain);
        return;
      }
  }
}
