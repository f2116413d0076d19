/** Unknown JSON → Settings, or all that is wrong with it. The only way in. */
import { failWith, ok, type Result } from "#kit/result.ts";
import { leaseProblems } from "#telephony/policy/lease.ts";
import { migrate } from "./migrate.ts";
import { fromIssue, type SettingsProblem, wrong } from "./problems.ts";
import { dangling, isObject, itemsOf, type Json } from "./references.ts";
import { nonsense, type Readable } from "./sense.ts";
import { document, rule, type Settings } from "./settings.ts";
import { shippedDevices, shippedGroups, shippedRules } from "./shipped.ts";
import { account } from "./telephones.ts";
import { time } from "./times.ts";

/** Deeper than any rule that a person writes, and shallow enough for every parser's stack. */
const deepest = 40;
/** Enough to mend a document by; a hostile one does not fill the answer. */
const mostProblems = 100;

export function validate(json: unknown): Result<Settings, readonly SettingsProblem[]> {
  if (depth(json) > deepest)
    return failWith([wrong([], "settings.tooDeep", `nested deeper than ${deepest} levels`)]);
  const moved = migrate(json);
  if (!moved.ok) return moved;
  const parsed = document.safeParse(moved.value);
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => fromIssue(issue));
  const problems = [
    ...shape,
    ...dangling(withShipped(moved.value)),
    ...(parsed.success ? leaseProblems(parsed.data) : []),
    ...nonsense(parsed.success ? parsed.data : readable(moved.value)),
  ];
  return parsed.success && problems.length === 0
    ? ok(parsed.data)
    : failWith(problems.slice(0, mostProblems));
}

const withShipped = (json: Json): Json => ({
  devices: shippedDevices,
  groups: shippedGroups,
  rules: shippedRules,
  ...json,
});

/** What can be read of a document that has a mistake somewhere, so that its other mistakes are found too. */
function readable(json: Json): Readable {
  const section = <Key extends keyof Settings>(key: Key): Settings[Key] => {
    const alone = document.safeParse({ [key]: json[key] });
    return (alone.success ? alone.data : nothing)[key];
  };
  return {
    owner: section("owner"),
    numbers: section("numbers"),
    emergency: section("emergency"),
    services: section("services"),
    people: section("people"),
    exchanges: section("exchanges"),
    outgoing: section("outgoing"),
    rules: itemsOf(withShipped(json)["rules"]).map((item) => rule.safeParse(item).data),
    accounts: itemsOf(json["accounts"]).map((item) => account.safeParse(item).data),
    times: itemsOf(json["times"]).map((item) => time.safeParse(item).data),
  };
}

const nothing: Settings = document.parse({});

/** Levels of nesting, counted without recursion: the document may be hostile. */
function depth(json: unknown): number {
  let level: readonly unknown[] = [json];
  let levels = 0;
  while (level.length > 0 && levels <= deepest) {
    level = level.flatMap((item) =>
      Array.isArray(item) ? item : isObject(item) ? Object.values(item) : [],
    );
    levels += 1;
  }
  return levels;
}
