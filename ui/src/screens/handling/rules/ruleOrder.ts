/** In which order rules are looked at. */
import type { RuleSettings } from "../../../words/decision.ts";

type Rules = readonly RuleSettings[];

/** The rule for everyone else stays the last: no call is ever without an answer. */
export const isPinned = (rules: Rules, at: number): boolean =>
  at === rules.length - 1 && rules[at]?.when.is === "always";

/** With that rule one place up (-1) or down (1). */
export function moved(rules: Rules, id: string, step: -1 | 1): Rules {
  const at = rules.findIndex((one) => one.id === id);
  const one = rules[at];
  const other = rules[at + step];
  if (!one || !other || isPinned(rules, at) || isPinned(rules, at + step)) return rules;
  return rules.map((rule, i) => (i === at ? other : i === at + step ? one : rule));
}

/** With a new rule just before the one for everyone else, or at the end when there is none. */
export function added(rules: Rules, rule: RuleSettings): Rules {
  const end = isPinned(rules, rules.length - 1) ? rules.length - 1 : rules.length;
  return [...rules.slice(0, end), rule, ...rules.slice(end)];
}
