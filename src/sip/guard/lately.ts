import { after, type Instant, type Millis } from "#kit/time.ts";

/**
 * What is remembered of the last while, in two heaps of which the older one is forgotten in turn: a
 * thing is kept from once to twice `halfLasts`.
 */
export class Lately<Heap> {
  readonly #empty: () => Heap;
  readonly #halfLasts: Millis;
  #turn: Instant;
  young: Heap;
  old: Heap;

  constructor(empty: () => Heap, halfLasts: Millis, now: Instant) {
    this.#empty = empty;
    this.#halfLasts = halfLasts;
    this.#turn = after(now, halfLasts);
    this.young = empty();
    this.old = empty();
  }

  forgetsOld(now: Instant): void {
    if (now < this.#turn) return;
    this.old = now < after(this.#turn, this.#halfLasts) ? this.young : this.#empty();
    this.young = this.#empty();
    this.#turn = after(now, this.#halfLasts);
  }
}
