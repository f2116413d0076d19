/** Goes through the conditions, steps and targets of a rule, each with its place. */
import type { Condition } from "./condition.ts";
import type { OutCondition } from "./outgoing.ts";
import type { Path } from "./problems.ts";
import type { Step, Target } from "./step.ts";

export type Placed<T> = readonly [value: T, path: Path];

/** Each step, and those within `ask` and `decide`. */
export function eachStep(steps: readonly Step[], path: Path): readonly Placed<Step>[] {
  return steps.flatMap((step, i) => {
    const here = [...path, i];
    const placed: Placed<Step> = [step, here];
    if (step.do === "ask")
      return [
        placed,
        ...step.keys.flatMap((k, n) => eachStep(k.then, [...here, "keys", n, "then"])),
      ];
    if (step.do === "decide") return [placed, ...eachStep(step.otherwise, [...here, "otherwise"])];
    return [placed];
  });
}

/** Whom a step reaches. */
export function eachTarget(step: Step, path: Path): readonly Placed<Target>[] {
  switch (step.do) {
    case "ring":
    case "screen":
      return step.targets.map((target, i) => [target, [...path, "targets", i]]);
    case "forward":
      return [[step.to, [...path, "to"]]];
    case "interrupt":
      return [[step.target, [...path, "target"]]];
    case "speak":
      return [
        [step.target, [...path, "target"]],
        ...(step.also ?? []).map((target, i): Placed<Target> => [target, [...path, "also", i]]),
      ];
    case "announce":
    case "ask":
    case "decide":
    case "mailbox":
    case "room":
    case "reject":
      return [];
  }
}

/** It takes the place of a call. */
export const breaksIn = (step: Step): boolean =>
  step.do === "interrupt" || (step.do === "ring" && step.whenBusy === "interrupt");

/** Each condition, outer before inner. */
export function eachCondition(condition: Condition, path: Path): readonly Placed<Condition>[] {
  const inner =
    condition.is === "all" || condition.is === "any"
      ? condition.of.flatMap((one, i) => eachCondition(one, [...path, "of", i]))
      : condition.is === "not"
        ? eachCondition(condition.that, [...path, "that"])
        : [];
  return [[condition, path], ...inner];
}

/** True when the condition can only hold for callers, groups or accounts that somebody wrote down. */
export function namesCallers(condition: Condition): boolean {
  switch (condition.is) {
    case "caller":
      return condition.in !== "unknown" && condition.in !== "hidden";
    case "via":
      return true;
    case "all":
      return condition.of.some(namesCallers);
    case "any":
      return condition.of.every(namesCallers);
    case "always":
    case "called":
    case "during":
    case "mode":
    case "device":
    case "attested":
    case "again":
    case "before":
    case "not":
      return false;
  }
}

/** Each condition of a way out, outer before inner. */
export function eachOutCondition(
  condition: OutCondition,
  path: Path,
): readonly Placed<OutCondition>[] {
  const inner =
    condition.is === "all" || condition.is === "any"
      ? condition.of.flatMap((one, i) => eachOutCondition(one, [...path, "of", i]))
      : condition.is === "not"
        ? eachOutCondition(condition.that, [...path, "that"])
        : [];
  return [[condition, path], ...inner];
}

/** What may be keyed before a number for the sake of that condition. */
export const keyedPrefixes = (condition: OutCondition): readonly string[] =>
  eachOutCondition(condition, []).flatMap(([one]) => (one.is === "keyed" ? [one.prefix] : []));
