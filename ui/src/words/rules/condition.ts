/** Conditions in words; and a condition taken apart into who calls and all that else must hold. */
import type { Condition } from "../decision.ts";
import type { Names } from "../names.ts";
import type { Words } from "../say.ts";

export interface Told {
  readonly words: Words;
  readonly names: Names;
}
export type Caller = Condition & { readonly is: "caller" };

/** The parts of a condition by what they are about; all of them must hold. */
export interface Asked {
  /** One of these calls; anyone, when there are none. */
  readonly who: readonly Caller[];
  /** And none of these. */
  readonly but: readonly Caller[];
  readonly others: readonly Condition[];
}

export function askedOf(when: Condition): Asked {
  let who: readonly Caller[] = [];
  const but: Caller[] = [];
  const others: Condition[] = [];
  for (const part of flat(when)) {
    const callers = callersOf(part);
    if (callers && who.length === 0) who = callers;
    else if (part.is === "not" && part.that.is === "caller") but.push(part.that);
    else others.push(part);
  }
  return { who, but, others };
}

/** The other way round: as short as it can be written. */
export function conditionOf({ who, but, others }: Asked): Condition {
  const [first, ...more] = who;
  const those: readonly Condition[] =
    first === undefined ? [] : more.length === 0 ? [first] : [{ is: "any", of: who }];
  const not = but.map((that): Condition => ({ is: "not", that }));
  const parts = [...those, ...not, ...others];
  const [only] = parts;
  if (only === undefined) return { is: "always" };
  return parts.length === 1 ? only : { is: "all", of: parts };
}

/** What always holds asks for nothing, beside others as alone. */
function flat(condition: Condition): readonly Condition[] {
  if (condition.is === "always") return [];
  return condition.is === "all" ? condition.of.flatMap(flat) : [condition];
}

/** The callers of whom one is enough; undefined when it is about something else too. */
function callersOf(condition: Condition): readonly Caller[] | undefined {
  if (condition.is === "caller") return [condition];
  if (condition.is !== "any") return undefined;
  const callers = condition.of.filter((one) => one.is === "caller");
  return callers.length === condition.of.length ? callers : undefined;
}

/** "Family or favourites"; "anyone but Family". */
export function whoPhrase({ who, but }: Pick<Asked, "who" | "but">, told: Told): string {
  const { words } = told;
  const name = (one: Caller): string => callerName(one, told);
  const those = who.length === 0 ? words.say("rule.anyone") : words.either(who.map(name));
  return but.length === 0
    ? those
    : words.say("rule.but", { who: those, but: words.either(but.map(name)) });
}

export function callerName({ in: group, like = "" }: Caller, { words, names }: Told): string {
  if (group !== undefined) return names.group(group);
  return like.endsWith("*") && !/^sips?:/i.test(like)
    ? words.say("rule.prefix", { prefix: like.slice(0, -1) })
    : names.number(like);
}

/** How the verb goes with them: one caller, a group by its name, or many. */
export function verbOf(who: readonly Caller[]): "one" | "group" | "many" {
  const [first] = who;
  if (who.length > 1) return "many";
  if (first?.in === undefined) return first?.like?.endsWith("*") ? "many" : "one";
  return ["family", "own"].includes(first.in) ? "group" : "many";
}

/** One condition, or its opposite. */
export function conditionPhrase(condition: Condition, is: boolean, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  const yes = is ? "yes" : "no";
  switch (condition.is) {
    case "all":
    case "any": {
      // not (a and b): neither a, or not b
      const parts = condition.of.map((one) => conditionPhrase(one, is, told));
      return (condition.is === "all") === is ? words.list(parts) : words.either(parts);
    }
    case "not":
      return conditionPhrase(condition.that, !is, told);
    case "caller":
      return say("rule.when.caller", { yes, who: callerName(condition, told) });
    case "called":
      return say("rule.when.called", { yes, number: names.ownNumber(condition.number) });
    case "via":
      return say("rule.when.via", { yes, account: names.account(condition.account) });
    case "during":
      return say("rule.when.during", { yes, time: names.time(condition.time) });
    case "mode":
      return say("rule.when.mode", { yes, mode: names.mode(condition.mode) });
    case "device":
      return say("rule.when.device", {
        yes,
        device: names.device(condition.device),
        state: condition.state,
      });
    case "attested":
      return say("rule.when.attested", { yes, level: condition.level });
    case "again":
      return say("rule.when.again", { yes, minutes: condition.within });
    case "before":
      return say("rule.when.before", { yes, by: condition.by });
    case "always":
      return say("rule.when.always", { yes });
  }
}
