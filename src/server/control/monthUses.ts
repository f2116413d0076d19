import type { CallView } from "#server/control/callViews.ts";
import { CountedAlong, type CountingMeans } from "#server/control/countedAlong.ts";

/** How many calls of this month there were of one kind, and the last of them. */
export interface Uses {
  readonly calls: number;
  readonly last: Pick<CallView, "id" | "began" | "from">;
}

/** Calls of this month that came in, by what they are counted as. */
export class MonthUses {
  readonly #along: CountedAlong;
  readonly #keysOf: (call: CallView) => readonly string[];
  readonly #uses = new Map<string, Uses>();

  /** `keysOf`: as what a call that came in and is over counts. */
  constructor(of: CountingMeans, keysOf: (call: CallView) => readonly string[]) {
    this.#keysOf = keysOf;
    this.#along = new CountedAlong(of, "month", {
      clear: () => this.#uses.clear(),
      count: (call) => this.#count(call),
    });
  }

  all(): ReadonlyMap<string, Uses> {
    this.#along.keepUp();
    return this.#uses;
  }

  #count(call: CallView): void {
    if (call.direction !== "in" || call.test) return;
    const { id, began, from } = call;
    for (const key of this.#keysOf(call)) {
      const { calls = 0 } = this.#uses.get(key) ?? {};
      this.#uses.set(key, { calls: calls + 1, last: { id, began, from } });
    }
  }
}
