/**
 * Is there a call for which this holds and that does not? Conditions are made of facts that each
 * look at one side of a call alone: who, when, where through. So calls are tried side by side, and a
 * side is only chosen where it still matters. Gives up behind `budget` steps rather than be wrong.
 */
import type { Condition } from "#telephony/settings/condition.ts";

/** `leaf` is a fact's number. */
export type Formula =
  | { readonly is: "leaf"; readonly leaf: number }
  | { readonly is: "all" | "any"; readonly of: readonly Formula[] }
  | { readonly is: "not"; readonly that: Formula };

/** A side of a call: what it may be, and for each of these which facts hold. */
export interface Side {
  readonly name: string;
  /** By value, by leaf. Leaves of other sides are absent. */
  readonly holds: readonly ReadonlyMap<number, boolean>[];
}

/** For each side that matters, which of its values; `unknown`: too many to try. */
export type Found = ReadonlyMap<string, number> | undefined | "unknown";

export const not = (that: Formula): Formula => ({ is: "not", that });
export const all = (...of: readonly Formula[]): Formula => ({ is: "all", of });

export function formulaOf(condition: Condition, leafOf: (condition: Condition) => number): Formula {
  switch (condition.is) {
    case "all":
    case "any":
      return { is: condition.is, of: condition.of.map((part) => formulaOf(part, leafOf)) };
    case "not":
      return not(formulaOf(condition.that, leafOf));
    default:
      return { is: "leaf", leaf: leafOf(condition) };
  }
}

export function fittingCall(formula: Formula, sides: readonly Side[], budget = 20_000): Found {
  const sideOf = new Map(
    sides.flatMap((side) => [...(side.holds[0]?.keys() ?? [])].map((leaf) => [leaf, side])),
  );
  const chosen = new Map<string, number>();
  let steps = 0;
  const truth = (leaf: number): boolean | undefined => {
    const side = sideOf.get(leaf);
    const value = side && chosen.get(side.name);
    return value === undefined ? undefined : side?.holds[value]?.get(leaf);
  };
  const search = (): boolean => {
    steps += 1;
    const undecided = { leaf: -1 };
    const value = evaluate(formula, truth, undecided);
    if (value !== undefined) return value;
    const side = sideOf.get(undecided.leaf);
    if (!side) throw new Error(`fact ${undecided.leaf} is of no side`);
    for (const i of side.holds.keys()) {
      if (steps > budget) return false;
      chosen.set(side.name, i);
      if (search()) return true;
    }
    chosen.delete(side.name);
    return false;
  };
  if (search()) return chosen;
  return steps > budget ? "unknown" : undefined;
}

type Truth = (leaf: number) => boolean | undefined;

/** Undefined: it depends, among others on the leaf that is put into `undecided`. */
function evaluate(
  formula: Formula,
  truth: Truth,
  undecided: { leaf: number },
): boolean | undefined {
  if (formula.is === "leaf") {
    const value = truth(formula.leaf);
    if (value === undefined) undecided.leaf = formula.leaf;
    return value;
  }
  if (formula.is === "not") {
    const value = evaluate(formula.that, truth, undecided);
    return value === undefined ? undefined : !value;
  }
  const decisive = formula.is === "any";
  let depends = false;
  for (const part of formula.of) {
    const value = evaluate(part, truth, undecided);
    if (value === decisive) return decisive;
    depends ||= value === undefined;
  }
  return depends ? undefined : !decisive;
}
