/** What a change of the settings did to the rules, each told as its sentence before and after. */
import { sameValue } from "#kit/sameValue.ts";
import type { RuleSettings } from "../decision.ts";
import { ruleSentence } from "../rule.ts";
import { plain } from "../say.ts";
import type { Told } from "./condition.ts";

export interface RuleChange {
  readonly id: string;
  readonly name: string;
  readonly did: "added" | "removed" | "changed" | "renamed" | "on" | "off" | "moved";
  readonly before?: string;
  readonly after?: string;
}

type Rules = readonly RuleSettings[];

export function ruleChanges(before: Rules, after: Rules, told: Told): readonly RuleChange[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const young = new Map(after.map((one) => [one.id, one]));
  const removed = before
    .filter(({ id }) => !young.has(id))
    .map(
      (one): RuleChange => ({
        ...about(one, told),
        did: "removed",
        before: says(one, before, told),
      }),
    );
  const others = after.flatMap(
    (one) => changeOf(old.get(one.id), one, { before, after }, told) ?? [],
  );
  const changes = [...removed, ...others].filter((one) => one !== undefined);
  return changes.length > 0 ? changes : moved(before, after, told);
}

const about = ({ id, name }: RuleSettings, { names }: Told) => ({
  id,
  name: name || names.rule(id),
});
/** The last of the rules is for everyone else. */
const says = (rule: RuleSettings, all: Rules, { words, names }: Told): string =>
  plain(ruleSentence(rule, words, names, rule.when.is === "always" && all.at(-1)?.id === rule.id));

interface Both {
  readonly before: Rules;
  readonly after: Rules;
}

function changeOf(
  before: RuleSettings | undefined,
  after: RuleSettings,
  all: Both,
  told: Told,
): RuleChange | undefined {
  const one = about(after, told);
  const now = says(after, all.after, told);
  if (!before) return { ...one, did: "added", after: now };
  if (!sameValue([before.when, before.then], [after.when, after.then]))
    return { ...one, did: "changed", before: says(before, all.before, told), after: now };
  const [was, is] = [before.enabled !== false, after.enabled !== false];
  if (was !== is) return { ...one, did: is ? "on" : "off" };
  const old = about(before, told);
  return old.name === one.name ? undefined : { ...one, did: "renamed", before: old.name };
}

/** The one that was moved: without it, the others stand as they stood. */
function moved(before: Rules, after: Rules, { names }: Told): readonly RuleChange[] {
  const ids = (rules: Rules, but = ""): readonly string[] =>
    rules.map(({ id }) => id).filter((id) => id !== but);
  if (sameValue(ids(before), ids(after))) return [];
  const one = after.find(({ id }) => sameValue(ids(before, id), ids(after, id))) ?? after.at(0);
  return one ? [{ id: one.id, name: one.name || names.rule(one.id), did: "moved" }] : [];
}
