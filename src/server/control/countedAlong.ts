import { minutes, type WallTime } from "#kit/time.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import type { CallView } from "#server/control/callViews.ts";
import { readBack } from "#server/control/readBack.ts";
import { localTime } from "#telephony/directing/localTime.ts";

export interface CountingMeans {
  readonly calls: Pick<CallBook, "page" | "news">;
  readonly zone: () => string;
  readonly now: () => WallTime;
}

/** What the calls of a period come to. */
export interface Tally {
  clear(): void;
  /** A call that is over; later calls come later. */
  count(call: CallView): void;
}

const hour = 60;

/** By how much of a date they share, how long they may last, and how many calls are looked at. */
const periods = {
  day: { shared: "yyyy-mm-dd".length, longest: minutes(25 * hour), most: 2000 },
  month: { shared: "yyyy-mm".length, longest: minutes((31 * 24 + 1) * hour), most: 3000 },
} as const;

/**
 * Calls of this day or month in the owner's zone, each counted once: read from the store when the
 * period begins, then counted along as they end.
 */
export class CountedAlong {
  readonly #of: CountingMeans;
  readonly #period: (typeof periods)[keyof typeof periods];
  readonly #tally: Tally;
  #now = "";

  constructor(of: CountingMeans, period: keyof typeof periods, tally: Tally) {
    this.#of = of;
    this.#period = periods[period];
    this.#tally = tally;
    of.calls.news(({ type, call }) => {
      if (type !== "call.ended") return;
      if (this.#now === this.#nameOf(of.now())) tally.count(call);
      else this.#now = ""; // of another period, which may be this one again when it is looked at
    });
  }

  /** Before the tally is looked at: it is of this period from now on. */
  keepUp(): void {
    const { calls, now } = this.#of;
    const name = this.#nameOf(now());
    if (name === this.#now) return;
    const { longest, most } = this.#period;
    const found = [...readBack(calls, now() - longest, most)];
    this.#now = name;
    this.#tally.clear();
    for (const call of found.reverse())
      if (call.ended !== undefined && this.#nameOf(call.began) === name) this.#tally.count(call);
  }

  /** With its zone, for the owner may move. */
  #nameOf(at: number): string {
    const zone = this.#of.zone();
    return `${zone} ${localTime(at as WallTime, zone).date.slice(0, this.#period.shared)}`;
  }
}
