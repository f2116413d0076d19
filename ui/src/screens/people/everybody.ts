/** Whom the owner knows, as one list: the own people, and those of address books kept elsewhere. */
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import type { Contact } from "../../api/people.ts";
import { folded } from "../../shell/search/find.ts";
import type { PersonSettings } from "../../words/decision.ts";
import { keyOf } from "../../words/names.ts";

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly numbers: readonly string[];
  readonly groups: readonly string[];
  /** Id of the address book whose they are; the owner's own have none. */
  readonly book?: string;
}

interface How {
  readonly home: Numbering;
  readonly locale: string;
}

/** By name. Who is known by the settings too is there once, as the owner's own. */
export function everybody(
  people: readonly PersonSettings[],
  contacts: readonly Contact[],
  { home, locale }: How,
): readonly Somebody[] {
  const own = contacts.length === 0 ? [] : people.flatMap(({ numbers = [] }) => numbers);
  const known = new Set(own.map((text) => keyOf(text, home)));
  const others = contacts.filter(
    ({ numbers }) => !numbers.some((one) => known.has(keyOf(one, home))),
  );
  const { compare } = new Intl.Collator(locale);
  return [
    ...people.map(({ id, name = id, numbers = [], groups = [] }) => ({
      id,
      name,
      numbers,
      groups,
    })),
    ...others,
  ].sort((a, b) => compare(a.name, b.name));
}

/** Those whose name has all the words, or one of whose numbers has the digits. */
export function found(all: readonly Somebody[], query: string): readonly Somebody[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  const digits = /^[\d\s()+./-]+$/.test(query) ? query.replaceAll(/\D/g, "") : "";
  return all.filter(({ name, numbers }) => {
    const text = folded(name);
    if (words.every((word) => text.includes(word))) return true;
    return digits.length > 2 && numbers.some((one) => one.replaceAll(/\D/g, "").includes(digits));
  });
}
