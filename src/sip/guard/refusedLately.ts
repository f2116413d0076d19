import { type Instant, seconds } from "#kit/time.ts";
import { Lately } from "#sip/guard/lately.ts";

/**
 * Which transactions were refused unread in the last half minute: their repeats and ACKs are known
 * by it, and nobody who was refused is let in by a copy of the request that came late. A number a
 * transaction: no object, and no timer.
 */
export class RefusedLately {
  readonly #marks: Lately<Set<number>>;

  constructor(now: Instant) {
    this.#marks = new Lately(() => new Set<number>(), halfLasts, now);
  }

  get isEmpty(): boolean {
    return this.#marks.young.size === 0 && this.#marks.old.size === 0;
  }

  /** `mark`: of the branch, see `Opening`. */
  note(mark: number, now: Instant): void {
    this.forgetsOld(now);
    if (this.#marks.young.size < most) this.#marks.young.add(mark);
  }

  has(mark: number): boolean {
    return this.#marks.young.has(mark) || this.#marks.old.has(mark);
  }

  forgetsOld(now: Instant): void {
    this.#marks.forgetsOld(now);
  }
}

/** Twice: as long as an INVITE is sent again (timer B). */
const halfLasts = seconds(16);
const most = 200_000;
