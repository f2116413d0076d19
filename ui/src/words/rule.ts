/** A rule as one sentence: who, when, what happens. It is made from the rule and never read back. */
import type { Condition, RuleSettings } from "./decision.ts";
import type { Names } from "./names.ts";
import { lowerFirst, planSentence } from "./plan.ts";
import type { Words } from "./say.ts";

interface Told {
  readonly words: Words;
  readonly names: Names;
}
type Caller = Condition & { readonly is: "caller" };

/** "When family call during Night, ring Kitchen, 20 seconds, then take a message." */
export function ruleSentence({ when, then }: RuleSettings, words: Words, names: Names): string {
  const plan = then.length === 0 ? words.say("rule.nothing") : planSentence(then, words, names);
  const what = lowerFirst(plan, words);
  if (when.is === "always") return words.say("rule.always", { what });
  const told = { words, names };
  const { who, but, others } = sorted(when);
  return words.say("rule.sentence", {
    who: whoPhrase(who, but, told),
    kind: kindOf(who),
    when: others.length === 0 ? "any" : words.list(others.map((one) => phrase(one, true, told))),
    what,
  });
}

interface Sorted {
  /** One of these calls; anyone, when there are none. */
  readonly who: readonly Caller[];
  readonly but: readonly Caller[];
  readonly others: readonly Condition[];
}

/** The parts of a condition by what they are about: the caller first, then everything else. */
function sorted(when: Condition): Sorted {
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

const flat = (condition: Condition): readonly Condition[] =>
  condition.is === "all" ? condition.of.flatMap(flat) : [condition];

/** The callers of whom one is enough; undefined when it is about something else too. */
function callersOf(condition: Condition): readonly Caller[] | undefined {
  if (condition.is === "caller") return [condition];
  if (condition.is !== "any") return undefined;
  const callers = condition.of.filter((one) => one.is === "caller");
  return callers.length === condition.of.length ? callers : undefined;
}

function whoPhrase(who: readonly Caller[], but: readonly Caller[], { words, names }: Told): string {
  const name = (one: Caller): string => callerName(one, { words, names });
  const those = who.length === 0 ? words.say("rule.anyone") : words.either(who.map(name));
  return but.length === 0
    ? those
    : words.say("rule.but", { who: those, but: words.either(but.map(name)) });
}

function callerName({ in: group, like = "" }: Caller, { words, names }: Told): string {
  if (group !== undefined) return names.group(group);
  return like.endsWith("*") && !/^sips?:/i.test(like)
    ? words.say("rule.prefix", { prefix: like.slice(0, -1) })
    : names.number(like);
}

/** How the verb goes with them: one caller, a group by its name, or many. */
function kindOf(who: readonly Caller[]): "one" | "group" | "many" {
  const [first] = who;
  if (who.length > 1) return "many";
  if (first?.in === undefined) return first?.like?.endsWith("*") ? "many" : "one";
  return ["family", "own"].includes(first.in) ? "group" : "many";
}

/** One condition, or its opposite. */
function phrase(condition: Condition, is: boolean, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  const yes = is ? "yes" : "no";
  switch (condition.is) {
    case "all":
    case "any": {
      // not (a and b): neither a, or not b
      const parts = condition.of.map((one) => phrase(one, is, told));
      return (condition.is === "all") === is ? words.list(parts) : words.either(parts);
    }
    case "not":
      return phrase(condition.that, !is, told);
    case "caller":
      return say("rule.when.caller", { yes, who: callerName(condition, told) });
    case "called":
      return say("rule.when.called", { yes, number: names.number(condition.number) });
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
      return say("rule.when.before", { yes });
    case "always":
      return say("rule.when.always", { yes });
  }
}
