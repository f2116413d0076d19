/** Entries of one and the same person: which they may be, and one made of them. */
import { canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import { renamed } from "#telephony/settings/references.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Person } from "#telephony/settings/telephones.ts";

export interface Alike {
  /** Of people, in the order of the settings. */
  readonly ids: readonly string[];
  readonly by: "number" | "name";
  /** The number or name that they share, as the first of them has it. */
  readonly what: string;
}

/** Those with one number, then those of one name, each once. */
export function alikePeople({ people, ...settings }: Settings): readonly Alike[] {
  const home = numbering(settings);
  const byNumber = shared(people, "number", ({ numbers }) =>
    numbers.map((text) => [keyOf(text, home), text]),
  );
  const byName = shared(people, "name", ({ name }) => {
    const key = foldedName(name);
    return key === "" ? [] : [[key, name]];
  });
  const told = new Set<string>();
  return [...byNumber, ...byName].filter(({ ids }) => {
    const key = ids.join(" ");
    return !told.has(key) && told.add(key);
  });
}

function shared(
  people: readonly Person[],
  by: Alike["by"],
  keysOf: (person: Person) => readonly (readonly [key: string, text: string])[],
): readonly Alike[] {
  const groups = new Map<string, { readonly what: string; readonly ids: Set<string> }>();
  for (const person of people)
    for (const [key, what] of keysOf(person)) {
      const group = groups.get(key) ?? { what, ids: new Set() };
      groups.set(key, group);
      group.ids.add(person.id);
    }
  return [...groups.values()]
    .filter(({ ids }) => ids.size > 1)
    .map(({ what, ids }) => ({ ids: [...ids], by, what }));
}

function keyOf(text: string, home: Numbering): string {
  const number = readNumber(text, home);
  return number ? canonical(number) : text.toLowerCase();
}

/** "Oyelaran, Margaret" is Margaret Oyelaran; what differs by accents or case alone is alike. */
function foldedName(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}

const most = 20;

/**
 * The first of the ids stays, with what the others know besides; rules that named the others name
 * it. Undefined: one of them is nobody, or they are fewer than two.
 */
export function mergedPeople(settings: Settings, ids: readonly string[]): Settings | undefined {
  const wanted = [...new Set(ids)];
  const all = wanted.flatMap((id) => settings.people.find((one) => one.id === id) ?? []);
  const [first, ...others] = all;
  if (!first || others.length === 0 || all.length < wanted.length) return undefined;
  const gone = new Set(others.map(({ id }) => id));
  const people = settings.people
    .filter(({ id }) => !gone.has(id))
    .map((one) => (one.id === first.id ? joined(all, numbering(settings)) : one));
  return renamed({ ...settings, people }, "person", (id) => (gone.has(id) ? first.id : id));
}

/** What can be had only once is the first's that has it. */
function joined(all: readonly Person[], home: Numbering): Person {
  const byKey = new Map<string, string>();
  for (const text of all.flatMap(({ numbers }) => numbers))
    if (!byKey.has(keyOf(text, home))) byKey.set(keyOf(text, home), text);
  const groups = new Set(all.flatMap((one) => one.groups));
  return {
    ...Object.assign({}, ...all.toReversed()),
    numbers: [...byKey.values()].slice(0, most),
    groups: [...groups].slice(0, most),
  };
}
