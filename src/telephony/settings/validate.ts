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
  const read = examined(json);
  const problems = [...read.faults, ...read.nonsense];
  return read.settings && problems.length === 0
    ? ok(read.settings)
    : failWith(problems.slice(0, mostProblems));
}

export interface Kept {
  readonly settings: Settings;
  /** What checks of sense would refuse today that were not there when it was accepted. */
  readonly doubts: readonly SettingsProblem[];
}

/** A document that was accepted once: still held to shape and names, its sense only doubted. */
export function readKept(json: unknown): Result<Kept, readonly SettingsProblem[]> {
  const { settings, faults, nonsense: doubts } = examined(json);
  return settings && faults.length === 0
    ? ok({ settings, doubts })
    : failWith(faults.slice(0, mostProblems));
}

interface Examined {
  readonly settings?: Settings;
  /** In shape and names. */
  readonly faults: readonly SettingsProblem[];
  readonly nonsense: readonly SettingsProblem[];
}

const unread = (faults: readonly SettingsProblem[]): Examined => ({ faults, nonsense: [] });

function examined(json: unknown): Examined {
  if (depth(json) > deepest)
    return unread([wrong([], "settings.tooDeep", `nested deeper than ${deepest} levels`)]);
  const moved = migrate(json);
  if (!moved.ok) return unread(moved.problem);
  const { success, data, error } = document.safeParse(moved.value);
  const shape = success ? [] : error.issues.flatMap((issue) => fromIssue(issue));
  return {
    ...(success && { settings: data }),
    faults: [
      ...shape,
      ...dangling(withShipped(moved.value)),
      ...(success ? leaseProblems(data) : []),
    ],
    nonsense: nonsense(success ? data : readable(moved.value)),
  };
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
    callers: section("callers"),
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
