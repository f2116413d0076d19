import { after, type Instant, seconds } from "#kit/time.ts";

/**
 * Which transactions were refused unread in the last half minute: their repeats and ACKs are known
 * by it, and nobody who was refused is let in by a copy of the request that came late. A number a
 * transaction, in two heaps of which the older one is forgotten: no object, and no timer.
 */
export class RefusedLately {
  #young = new Set<number>();
  #old = new Set<number>();
  #turn: Instant;

  constructor(now: Instant) {
    this.#turn = after(now, heapLasts);
  }

  get isEmpty(): boolean {
    return this.#young.size === 0 && this.#old.size === 0;
  }

  /** `mark`: of the branch, see `Opening`. */
  note(mark: number, now: Instant): void {
    this.forgetsOld(now);
    if (this.#young.size < most) this.#young.add(mark);
  }

  has(mark: number): boolean {
    return this.#young.has(mark) || this.#old.has(mark);
  }

  forgetsOld(now: Instant): void {
    if (now < this.#turn) return;
    this.#old = now < after(this.#turn, heapLasts) ? this.#young : new Set();
    this.#young = new Set();
    this.#turn = after(now, heapLasts);
  }
}

/** Both heaps together: as long as an INVITE is sent again (timer B). */
const heapLasts = seconds(16);
const most = 200_000;
