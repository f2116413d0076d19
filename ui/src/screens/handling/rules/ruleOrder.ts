/** In which order rules are looked at. */
import type { RuleSettings } from "../../../words/decision.ts";

type Rules = readonly RuleSettings[];

/** The rule for everyone else stays the last: no call is ever without an answer. */
const isPinned = (rules: Rules, at: number): boolean =>
  at === rules.length - 1 && rules[at]?.when.is === "always";

/** How many of them can change places. */
export const movable = (rules: Rules): number =>
  isPinned(rules, rules.length - 1) ? rules.length - 1 : rules.length;

/** With that rule in that place, counted from 0; as far as it can go. */
export function movedTo(rules: Rules, id: string, place: number): Rules {
  const at = rules.findIndex((one) => one.id === id);
  const one = rules[at];
  const to = Math.min(movable(rules) - 1, Math.max(0, place));
  if (!one || isPinned(rules, at) || to === at) return rules;
  const others = rules.filter((_, i) => i !== at);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** As it was dropped: just before or behind another. */
export function dropped(
  rules: Rules,
  id: string,
  beside: string,
  where: "before" | "after",
): Rules {
  const from = rules.findIndex((one) => one.id === id);
  const to = rules.findIndex((one) => one.id === beside);
  if (from < 0 || to < 0 || id === beside) return rules;
  const behind = where === "after" ? 1 : 0;
  return movedTo(rules, id, to + behind - (from < to ? 1 : 0));
}

/** What is said of a move: its place, and which rule now comes next. */
export function placeOf(
  rules: Rules,
  id: string,
): { n: number; of: number; next: string | undefined } {
  const at = rules.findIndex((one) => one.id === id);
  return { n: at + 1, of: rules.length, next: rules[at + 1]?.id };
}

/** With new rules just before the one for everyone else, or at the end when there is none. */
export function added(rules: Rules, ...more: Rules): Rules {
  const end = movable(rules);
  return [...rules.slice(0, end), ...more, ...rules.slice(end)];
}
