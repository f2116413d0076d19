/** A rule as one sentence: who, when, what happens. It is made from the rule and never read back. */
import type { RuleSettings } from "./decision.ts";
import type { Names } from "./names.ts";
import { askedOf, conditionPhrase, verbOf, whoPhrase } from "./rules/condition.ts";
import { stepsPhrase } from "./rules/step.ts";
import { marked, type Words } from "./say.ts";

/**
 * "When family call during Night, ring Kitchen for 20 seconds, then take a message." Each part that
 * can be changed is marked with its place: `who`, `when/0`, `then/1`. The last of the rules is for
 * everyone else, and nobody asks when.
 */
export function ruleSentence(
  { when, then }: Pick<RuleSettings, "when" | "then">,
  words: Words,
  names: Names,
  isLast = when.is === "always",
): string {
  const told = { words, names };
  const what = stepsPhrase(then, "then", told);
  if (isLast) return words.say("rule.always", { what });
  const asked = askedOf(when);
  const others = asked.others.map((one, i) =>
    marked("emWhen", `when/${i}`, conditionPhrase(one, true, told)),
  );
  return words.say("rule.sentence", {
    who: marked("emWho", "who", whoPhrase(asked, told)),
    kind: verbOf(asked.who),
    when:
      others.length === 0
        ? marked("emWhen", "when/0", words.say("rule.when.always", { yes: "yes" }))
        : words.list(others),
    what,
  });
}
