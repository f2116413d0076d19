/** A change of the settings in one sentence, as far as it can be said: for the toast after it, and for a conflict. */
import { sameValue } from "#kit/sameValue.ts";
import type { SettingsDocument, TimeSettings } from "./decision.ts";
import type { Names } from "./names.ts";
import type { Words } from "./say.ts";

interface Item {
  readonly id: string;
}
const lists = ["numbers", "accounts", "devices", "people", "groups", "times", "rules"] as const;
type List = (typeof lists)[number];

/** The sections of the document that differ. */
export const differing = (a: SettingsDocument, b: SettingsDocument): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !sameValue(a[key], b[key]));

/** What was done: "Night now starts at 21:30." All of it; nothing when nothing was. */
export function changes(
  before: SettingsDocument,
  after: SettingsDocument,
  words: Words,
  names: Names,
): readonly string[] {
  return differing(before, after).flatMap((section): readonly string[] => {
    const list = lists.find((one) => one === section);
    if (list) return listChanges(list, { before, after }, words, names);
    if (section === "owner") return ownerChanges(before.owner ?? {}, after.owner ?? {}, words);
    if (section === "mode") {
      const { now = "schedule" } = (after["mode"] ?? {}) as { readonly now?: string };
      return [words.say("changed.mode", { mode: names.mode(now) })];
    }
    return [words.say("changed.section", { section })];
  });
}

/** One sentence for a toast. */
export function changeSentence(
  before: SettingsDocument,
  after: SettingsDocument,
  words: Words,
  names: Names,
): string {
  const all = changes(before, after, words, names);
  const [first, ...others] = all;
  return others.length === 0 && first !== undefined
    ? first
    : words.say("changed.several", { n: all.length });
}

interface Both {
  readonly before: SettingsDocument;
  readonly after: SettingsDocument;
}

function listChanges(list: List, both: Both, words: Words, names: Names): readonly string[] {
  const before = (both.before[list] ?? []) as readonly Item[];
  const after = (both.after[list] ?? []) as readonly Item[];
  const name = (one: Item): string => nameOf(list, one, names);
  const said = (what: "added" | "removed" | "changed", one: Item): string =>
    words.say(`changed.${what}`, { name: name(one) });
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Map(after.map((one) => [one.id, one]));
  const found = [
    ...before.filter(({ id }) => !is.has(id)).map((one) => said("removed", one)),
    ...after.flatMap((one) => {
      const old = was.get(one.id);
      if (!old) return [said("added", one)];
      if (sameValue(old, one)) return [];
      return [special(list, [old, one], words, name(one)) ?? said("changed", one)];
    }),
  ];
  return found.length > 0 ? found : [words.say("changed.order")];
}

function nameOf(list: List, one: Item, names: Names): string {
  const own = one as { readonly name?: string; readonly number?: string; readonly server?: string };
  const number = own.number === undefined ? undefined : names.written(own.number);
  return own.name || number || own.server || (list === "rules" ? names.rule(one.id) : one.id);
}

/** What can be said better than that it was changed. */
function special(
  list: List,
  [old, one]: readonly [Item, Item],
  words: Words,
  name: string,
): string | undefined {
  if (list === "times") return timeChange(old as TimeSettings, one as TimeSettings, words, name);
  const { enabled: was = true, ...others } = old as { readonly enabled?: boolean };
  const { enabled: is = true, ...rest } = one as { readonly enabled?: boolean };
  if (list === "rules" && was !== is && sameValue(others, rest))
    return words.say("changed.turned", { name, yes: is ? "yes" : "no" });
  const { name: oldName } = old as { readonly name?: string };
  if (oldName !== undefined && oldName !== name && sameValue({ ...old, name }, one))
    return words.say("changed.renamed", { before: oldName, name });
  return undefined;
}

/** When one line of the week begins or ends at another hour. */
function timeChange(
  old: TimeSettings,
  one: TimeSettings,
  words: Words,
  name: string,
): string | undefined {
  const [was, more] = old.weekly ?? [];
  const [is, another] = one.weekly ?? [];
  if (!was || !is || more || another || !sameValue({ ...old, weekly: [] }, { ...one, weekly: [] }))
    return undefined;
  if (!sameValue(was.days, is.days)) return undefined;
  const from = words.clockOf(is.from);
  const to = words.clockOf(is.to);
  if (was.from !== is.from && was.to !== is.to)
    return words.say("changed.hours", { name, from, to });
  return was.from === is.from
    ? words.say("changed.ends", { name, time: to })
    : words.say("changed.starts", { name, time: from });
}

const ownerFields = ["name", "country", "timeZone", "areaCode", "language"] as const;
type Owner = NonNullable<SettingsDocument["owner"]>;

function ownerChanges(before: Owner, after: Owner, { say }: Words): readonly string[] {
  const found = ownerFields.filter((field) => before[field] !== after[field]);
  if (found.length === 0) return [say("changed.section", { section: "owner" })];
  return found.map((field) => say(`changed.owner.${field}`, { value: after[field] || "–" }));
}

/**
 * The document with a change taken back, whatever else was changed since; undefined when the same
 * part was changed again, for nobody's newer words are thrown away.
 */
export function takenBack(
  now: SettingsDocument,
  before: SettingsDocument,
  after: SettingsDocument,
): SettingsDocument | undefined {
  const sections = differing(before, after);
  if (sections.some((section) => !sameValue(now[section], after[section]))) return undefined;
  const back = Object.fromEntries(sections.map((section) => [section, before[section]]));
  return JSON.parse(JSON.stringify({ ...now, ...back })) as SettingsDocument;
}
