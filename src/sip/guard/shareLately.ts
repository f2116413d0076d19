import { after, type Instant, millis } from "#kit/time.ts";

/** Of those who came lately, in the last half to whole second, the share that was turned away. */
export class ShareLately {
  #young = { all: 0, away: 0 };
  #old = { all: 0, away: 0 };
  #turn: Instant;

  constructor(now: Instant) {
    this.#turn = after(now, halfLasts);
  }

  note(isAway: boolean, now: Instant): void {
    this.#turns(now);
    this.#young.all++;
    if (isAway) this.#young.away++;
  }

  /** 0 to 1; 0 where nobody came. */
  now(now: Instant): number {
    this.#turns(now);
    const all = this.#young.all + this.#old.all;
    return all === 0 ? 0 : (this.#young.away + this.#old.away) / all;
  }

  #turns(now: Instant): void {
    if (now < this.#turn) return;
    const none = { all: 0, away: 0 };
    this.#old = now < after(this.#turn, halfLasts) ? this.#young : none;
    this.#young = { ...none };
    this.#turn = after(now, halfLasts);
  }
}

const halfLasts = millis(500);
