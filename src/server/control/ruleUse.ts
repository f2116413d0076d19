import { minutes, type WallTime } from "#kit/time.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import { readBack } from "#server/control/readBack.ts";
import type { CallView, RuleUse } from "#server/control.ts";
import { localTime } from "#telephony/directing/localTime.ts";

export interface RuleUseMeans {
  readonly calls: Pick<CallBook, "page" | "news">;
  readonly zone: () => string;
  readonly now: () => WallTime;
}

const mostCounted = 3000;
const longestMonth = minutes(31 * 24 * 60 + 60);

/**
 * Calls of this month in the owner's zone, by the rule that decided them: read from the store once a
 * month, then counted along.
 */
export class RuleUses {
  readonly #of: RuleUseMeans;
  #month = "";
  #uses = new Map<string, RuleUse>();

  constructor(of: RuleUseMeans) {
    this.#of = of;
    of.calls.news(({ type, call }) => {
      if (type === "call.ended" && this.#month === this.#monthOf(of.now())) this.#count(call);
    });
  }

  all(): readonly RuleUse[] {
    const month = this.#monthOf(this.#of.now());
    if (month !== this.#month) this.#read(month);
    return [...this.#uses.values()];
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
  #count({ direction, decision, id, began, from, test }: CallView): void {
    const rule = ruleOf(decision?.because);
    if (direction !== "in" || test || rule === undefined) return;
    const { calls = 0 } = this.#uses.get(rule) ?? {};
    this.#uses.set(rule, { rule, calls: calls + 1, last: { id, began, from } });
  }

  /** With its zone, for the owner may move. */
  #monthOf(at: number): string {
    const zone = this.#of.zone();
    return `${zone} ${localTime(at as WallTime, zone).date.slice(0, 7)}`;
  }
}

/** The last of the reasons is of the rule that decided. */
function ruleOf(because: readonly unknown[] = []): string | undefined {
  const { rule } = (because.at(-1) ?? {}) as { readonly rule?: string };
  return rule;
}
