import { type Instant, millis } from "#kit/time.ts";
import { Lately } from "#sip/guard/lately.ts";

/** Of those who came lately, in the last half to whole second, the share that was turned away. */
export class ShareLately {
  readonly #counts: Lately<{ all: number; away: number }>;

  constructor(now: Instant) {
    this.#counts = new Lately(() => ({ all: 0, away: 0 }), halfLasts, now);
  }

  note(isAway: boolean, now: Instant): void {
    this.#counts.forgetsOld(now);
    this.#counts.young.all++;
    if (isAway) this.#counts.young.away++;
  }

  /** 0 to 1; 0 where nobody came. */
  now(now: Instant): number {
    this.#counts.forgetsOld(now);
    const { young, old } = this.#counts;
    const all = young.all + old.all;
    return all === 0 ? 0 : (young.away + old.away) / all;
  }
}

const halfLasts = millis(500);
