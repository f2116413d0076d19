import type { CallView } from "#server/control/callViews.ts";
import { CountedAlong, type CountingMeans } from "#server/control/countedAlong.ts";
import type { Status } from "#server/control.ts";

/** Calls of this day, by outcome. */
export class TodayCount {
  readonly #along: CountedAlong;
  #counts: Readonly<Record<string, number>> = {};

  constructor(of: CountingMeans) {
    this.#along = new CountedAlong(of, "day", {
      clear: () => {
        this.#counts = {};
      },
      count: (call) => {
        this.#counts = counted(this.#counts, call);
      },
    });
  }

  counts(): Status["today"] {
    this.#along.keepUp();
    return this.#counts;
  }
}

const counted = (
  counts: Readonly<Record<string, number>>,
  { outcome, direction, test }: CallView,
): Readonly<Record<string, number>> => {
  if (outcome === undefined || test !== undefined) return counts;
  if (outcome === "missed" && direction === "out") return counts; // nobody here has missed it
  return { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 };
};
