import { minutes, type WallTime } from "#kit/time.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import type { CallView } from "#server/control/callViews.ts";
import { readBack } from "#server/control/readBack.ts";
import { localTime } from "#telephony/directing/localTime.ts";

export interface MonthMeans {
  readonly calls: Pick<CallBook, "page" | "news">;
  readonly zone: () => string;
  readonly now: () => WallTime;
}

/** How many calls of this month there were of one kind, and the last of them. */
export interface Uses {
  readonly calls: number;
  readonly last: Pick<CallView, "id" | "began" | "from">;
}

const mostCounted = 3000;
const longestMonth = minutes(31 * 24 * 60 + 60);

/**
 * Calls of this month in the owner's zone, by what they are counted as: read from the store once a
 * month, then counted along.
 */
export class MonthUses {
  readonly #of: MonthMeans;
  readonly #keysOf: (call: CallView) => readonly string[];
  #month = "";
  #uses = new Map<string, Uses>();

  /** `keysOf`: as what a call that came in and is over counts. */
  constructor(of: MonthMeans, keysOf: (call: CallView) => readonly string[]) {
    this.#of = of;
    this.#keysOf = keysOf;
    of.calls.news(({ type, call }) => {
      if (type === "call.ended" && this.#month === this.#monthOf(of.now())) this.#count(call);
    });
  }

  all(): ReadonlyMap<string, Uses> {
    const month = this.#monthOf(this.#of.now());
    if (month !== this.#month) this.#read(month);
    return this.#uses;
  }

  #read(month: string): void {
    const { calls, now } = this.#of;
    const found = [...readBack(calls, now() - longestMonth, mostCounted)];
    this.#month = month;
    this.#uses = new Map();
    for (const call of found.reverse())
      if (call.ended !== undefined && this.#monthOf(call.began) === month) this.#count(call);
  }

  /** Later calls come later. */
  #count(call: CallView): void {
    if (call.direction !== "in" || call.test) return;
    const { id, began, from } = call;
    for (const key of this.#keysOf(call)) {
      const { calls = 0 } = this.#uses.get(key) ?? {};
      this.#uses.set(key, { calls: calls + 1, last: { id, began, from } });
    }
  }

  /** With its zone, for the owner may move. */
  #monthOf(at: number): string {
    const zone = this.#of.zone();
    return `${zone} ${localTime(at as WallTime, zone).date.slice(0, 7)}`;
  }
}
