/** The numbers to which rules send callers on, and whether the owner said of each that it may cost more. */
import type { Target } from "#telephony/settings/step.ts";
import type { RuleSettings, RuleStep, SettingsDocument } from "../../../words/decision.ts";

export interface SentTo {
  readonly number: string;
  readonly rules: readonly string[];
  readonly mayCost: boolean;
}

const targetsOf = (step: RuleStep): readonly Target[] => {
  if (step.do === "forward") return [step.to];
  if (step.do === "ring" || step.do === "screen") return step.targets;
  if (step.do === "ask") return step.keys.flatMap(({ then }) => then.flatMap(targetsOf));
  return step.do === "decide" ? step.otherwise.flatMap(targetsOf) : [];
};

type Number = Target & { readonly number: string; readonly abroad?: boolean };
const isNumber = (target: Target): target is Number => "number" in target;

/** Each number once, with all rules that send there; it may cost more when every one of them says so. */
export function sentTo({ rules = [] }: SettingsDocument): readonly SentTo[] {
  const found = new Map<string, SentTo>();
  for (const rule of rules)
    for (const { number, abroad = false } of rule.then.flatMap(targetsOf).filter(isNumber)) {
      const known = found.get(number);
      const named = [...new Set([...(known?.rules ?? []), rule.id])];
      found.set(number, { number, rules: named, mayCost: (known?.mayCost ?? true) && abroad });
    }
  return [...found.values()];
}

/** Every rule that sends to that number says so, or none. */
export function withCost(
  document: SettingsDocument,
  number: string,
  mayCost: boolean,
): SettingsDocument {
  const told = (target: Target): Target => {
    if (!isNumber(target) || target.number !== number) return target;
    const { abroad: _, ...rest } = target;
    return (mayCost ? { ...rest, abroad: true } : rest) as Target;
  };
  const inStep = (step: RuleStep): RuleStep => {
    if (step.do === "forward") return { ...step, to: told(step.to) };
    if (step.do === "ring" || step.do === "screen")
      return { ...step, targets: step.targets.map(told) };
    if (step.do === "ask")
      return { ...step, keys: step.keys.map((key) => ({ ...key, then: key.then.map(inStep) })) };
    return step.do === "decide" ? { ...step, otherwise: step.otherwise.map(inStep) } : step;
  };
  const rules = document.rules?.map(
    (rule): RuleSettings => ({ ...rule, then: rule.then.map(inStep) }),
  );
  return rules ? { ...document, rules } : document;
}
