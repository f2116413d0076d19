/** Who somebody is to the owner: found by number or address, in the groups the owner put them in. */

import { fits, numberOf, sameAddress } from "#telephony/number/pattern.ts";
import { canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Person } from "#telephony/settings/telephones.ts";
import type { Party } from "./facts.ts";

type Book = ReadonlyMap<string, Person>;

/** Reading ten thousand numbers takes longer than a decision may; a list of people never changes. */
const books = new WeakMap<readonly Person[], Book>();

function bookOf(people: readonly Person[], home: Numbering): Book {
  const known = books.get(people);
  if (known) return known;
  const entries = people.flatMap((person) =>
    person.numbers.map((text) => [keyOf(text, home), person] as const),
  );
  const book = new Map(entries.reverse()); // of two people with one number, the first counts
  books.set(people, book);
  return book;
}

function keyOf(text: string, home: Numbering): string {
  const number = readNumber(text, home);
  return number ? canonical(number) : text;
}

/** True when the caller asked not to be shown, or came without anything to show. */
export const isHidden = (caller: Party): boolean =>
  caller.private || (caller.number === undefined && caller.address === undefined);

/** Whom the owner knows by this number or address, in the settings or an address book; nobody when it is hidden. */
export function personOf(caller: Party, settings: Settings): Person | undefined {
  if (isHidden(caller)) return undefined;
  return ownPerson(caller, settings) ?? contactOf(caller);
}

/** Read-only, and without an id of its own: what it is put down to is its book. */
const contactOf = ({ contact }: Party): Person | undefined =>
  contact && { id: contact.book, name: contact.name, groups: contact.groups, numbers: [] };

function ownPerson(caller: Party, settings: Settings): Person | undefined {
  const home = numbering(settings);
  const number = numberOf(caller);
  const found = number && bookOf(settings.people, home).get(keyOf(number, home));
  if (found || caller.address === undefined) return found || undefined;
  return settings.people.find((person) =>
    person.numbers.some((text) => /^sips?:/i.test(text) && fits(text, caller, home)),
  );
}

/** Whether a caller belongs to a group; six of the groups are made by what we know, not by lists. */
export function isIn(group: string, caller: Party, settings: Settings): boolean {
  switch (group) {
    case "hidden":
      return isHidden(caller);
    case "own":
      return isOwn(caller, settings);
    case "contacts":
      return personOf(caller, settings) !== undefined;
    case "unknown":
      return !isHidden(caller) && !isOwn(caller, settings) && !personOf(caller, settings);
    default:
      return personOf(caller, settings)?.groups.includes(group) ?? false;
  }
}

/** One of the owner's own numbers or addresses calls. */
function isOwn(caller: Party, settings: Settings): boolean {
  const home = numbering(settings);
  return settings.numbers.some(
    ({ number, address }) =>
      (number !== undefined && fits(number, caller, home)) ||
      (address !== undefined &&
        caller.address !== undefined &&
        sameAddress(address, caller.address)),
  );
}
