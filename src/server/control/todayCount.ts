import { minutes, type WallTime } from "#kit/time.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import { readBack } from "#server/control/readBack.ts";
import type { CallView, Status } from "#server/control.ts";
import { localTime } from "#telephony/directing/localTime.ts";

export interface TodayMeans {
  readonly calls: Pick<CallBook, "page" | "news">;
  readonly zone: () => string;
  readonly now: () => WallTime;
}

const mostCounted = 2000;
const longestDay = minutes(25 * 60);

/** Calls of this day in the owner's zone, by outcome: read from the store once a day, then counted along. */
export class TodayCount {
  readonly #of: TodayMeans;
  #day = "";
  #counts: Readonly<Record<string, number>> = {};

  constructor(of: TodayMeans) {
    this.#of = of;
    of.calls.news(({ type, call }) => {
      if (type === "call.ended" && this.#day === this.#today())
        this.#counts = counted(this.#counts, call);
    });
  }

  counts(): Status["today"] {
    const today = this.#today();
    if (today !== this.#day) this.#counts = this.#read();
    this.#day = today;
    return this.#counts;
  }

  #today(): string {
    return this.#dayOf(this.#of.now());
  }

  /** With its zone, for the owner may move. */
  #dayOf(at: number): string {
    const zone = this.#of.zone();
    return `${zone} ${localTime(at as WallTime, zone).date}`;
  }

  #read(): Readonly<Record<string, number>> {
    const { calls, now } = this.#of;
    const today = this.#today();
    let counts: Readonly<Record<string, number>> = {};
    for (const call of readBack(calls, now() - longestDay, mostCounted))
      if (this.#dayOf(call.began) === today) counts = counted(counts, call);
    return counts;
  }
}

const counted = (
  counts: Readonly<Record<string, number>>,
  call: CallView,
): Readonly<Record<string, number>> => {
  const { outcome, direction, test } = call;
  if (outcome === undefined || test !== undefined) return counts;
  if (outcome === "missed" && direction === "out") return counts; // nobody here has missed it
  return { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 };
};
