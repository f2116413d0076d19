/** Which rules speak of somebody: by a group, by a number, or by reaching them. */
import { fits } from "#telephony/number/pattern.ts";
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import type { Condition, PersonSettings, RuleSettings } from "../../words/decision.ts";

export interface Naming {
  readonly rule: RuleSettings;
  /** `group`: it is named by `what`; `number`: one of theirs; `target`: it rings or reaches them. */
  readonly by: "group" | "number" | "target";
  readonly what?: string;
}

export function rulesNaming(
  person: PersonSettings,
  rules: readonly RuleSettings[],
  home: Numbering,
): readonly Naming[] {
  const groups = new Set([...(person.groups ?? []), "contacts"]);
  return rules.flatMap((rule): readonly Naming[] => {
    const group = callersIn(rule.when).find(
      (one) => one.in !== undefined && groups.has(one.in),
    )?.in;
    if (group !== undefined) return [{ rule, by: "group", what: group }];
    const like = callersIn(rule.when).some(
      (one) => one.like !== undefined && isTheirs(one.like, person, home),
    );
    if (like) return [{ rule, by: "number" }];
    return reaches(rule.then, person.id) ? [{ rule, by: "target" }] : [];
  });
}

type Caller = Extract<Condition, { is: "caller" }>;

/** Wherever in the condition they stand. */
function callersIn(condition: Condition): readonly Caller[] {
  switch (condition.is) {
    case "caller":
      return [condition];
    case "all":
    case "any":
      return condition.of.flatMap(callersIn);
    case "not":
      return callersIn(condition.that);
    default:
      return [];
  }
}

const isTheirs = (like: string, { numbers = [] }: PersonSettings, home: Numbering): boolean =>
  numbers.some((text) =>
    fits(like, /^sips?:/i.test(text) ? { address: text } : { number: text }, home),
  );

/** A person is named by a step's target, however deep it stands. */
function reaches(json: unknown, id: string): boolean {
  if (typeof json !== "object" || json === null) return false;
  if ("person" in json && json.person === id) return true;
  return Object.values(json).some((one) => reaches(one, id));
}
