import type { Condition, RuleSettings } from "../../words/decision.ts";

/** Whether a rule that is on asks for who is blocked. */
export const stopsBlocked = (rules: readonly RuleSettings[]): boolean =>
  rules.some(({ enabled = true, when }) => enabled && asksForBlocked(when));

function asksForBlocked(condition: Condition): boolean {
  switch (condition.is) {
    case "caller":
      return condition.in === "blocked";
    case "all":
    case "any":
      return condition.of.some(asksForBlocked);
    default:
      return false;
  }
}
