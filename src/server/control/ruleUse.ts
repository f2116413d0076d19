import type { CountingMeans } from "#server/control/countedAlong.ts";
import { MonthUses } from "#server/control/monthUses.ts";
import type { CallView, RuleUse } from "#server/control.ts";

/** Calls of this month by the rule that decided them. */
export class RuleUses {
  readonly #uses: MonthUses;

  constructor(of: CountingMeans) {
    this.#uses = new MonthUses(of, ruleOf);
  }

  all(): readonly RuleUse[] {
    return [...this.#uses.all()].map(([rule, uses]) => ({ rule, ...uses }));
  }
}

/** The last of the reasons is of the rule that decided. */
function ruleOf({ decision }: CallView): readonly string[] {
  const { rule } = (decision?.because.at(-1) ?? {}) as { readonly rule?: string };
  return rule === undefined ? [] : [rule];
}
