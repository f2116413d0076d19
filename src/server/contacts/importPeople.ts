/** An address book becomes people of the settings: who is known already is brought up to date, nobody goes. */
import type { Card } from "#server/contacts/vcards.ts";
import { canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Person } from "#telephony/settings/telephones.ts";

export interface Imported {
  readonly people: readonly Person[];
  readonly added: number;
  readonly updated: number;
}

/** `family` is a group that a card's category names, by id or name, whatever the case. */
export function importPeople(cards: readonly Card[], settings: Settings): Imported {
  const home = numbering(settings);
  const people = [...settings.people];
  const byNumber = new Map(
    people.flatMap((one, i) => one.numbers.map((text) => [keyOf(text, home), i] as const)),
  );
  const ids = new Set(people.map(({ id }) => id));
  let [added, updated] = [0, 0];
  for (const card of cards) {
    const keys = card.numbers.map((text) => keyOf(text, home));
    const at = keys.map((key) => byNumber.get(key)).find((found) => found !== undefined);
    const old = at === undefined ? undefined : people[at];
    const groups = groupsOf(card, settings);
    const now = old ? merged(old, card, groups, home) : made(card, groups, ids);
    if (at === undefined) added += 1;
    else if (JSON.stringify(now) !== JSON.stringify(old)) updated += 1;
    const place = at ?? people.length;
    people[place] = now;
    for (const key of keys) byNumber.set(key, place);
  }
  return { people, added, updated };
}

function keyOf(text: string, home: Numbering): string {
  const number = readNumber(text, home);
  return number ? canonical(number) : text.toLowerCase();
}

function merged(old: Person, card: Card, groups: readonly string[], home: Numbering): Person {
  const known = new Set(old.numbers.map((text) => keyOf(text, home)));
  const fresh = card.numbers.filter((text) => !known.has(keyOf(text, home)));
  return {
    ...old,
    name: card.name,
    numbers: [...old.numbers, ...fresh].slice(0, 20),
    groups: [...new Set([...old.groups, ...groups])].slice(0, 20),
  };
}

/** The id is made of the name's letters; names that have none are `person`. */
function made(card: Card, groups: readonly string[], ids: Set<string>): Person {
  const letters = card.name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const base = letters.replace(/^-+|-+$/g, "").slice(0, 50) || "person";
  let id = base;
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  ids.add(id);
  return { id, name: card.name, numbers: card.numbers, groups };
}

/** Nobody is blocked or allowed by what stands in an address book. */
const neverByCard = ["blocked", "allowed", "own", "hidden", "unknown", "contacts"];

const groupsOf = ({ categories }: Card, settings: Settings): readonly string[] =>
  groupsNamed(categories, settings);

/** The groups that these categories of a card mean. */
export function groupsNamed(
  categories: readonly string[],
  { groups }: Pick<Settings, "groups">,
): readonly string[] {
  const known = [...groups, { id: "family" }, { id: "favourites" }];
  return known
    .filter(({ id }) => !neverByCard.includes(id))
    .filter((group) => {
      const names = [group.id, "name" in group ? (group.name ?? "") : ""].map((it) =>
        it.toLowerCase(),
      );
      return categories.some((one) => names.includes(one.toLowerCase()));
    })
    .map(({ id }) => id)
    .filter((id, i, all) => all.indexOf(id) === i);
}
