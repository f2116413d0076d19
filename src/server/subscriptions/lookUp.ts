/** What was read, to be asked about one caller: in no time, however much it is. */
import { numberOf } from "#telephony/number/pattern.ts";
import {
  canonical,
  type Numbering,
  nationalDigits,
  readNumber,
} from "#telephony/number/phoneNumber.ts";
import type { ReadNumbers, ReadPeople, ReadPerson } from "./readings.ts";

export interface Caller {
  readonly number?: string;
  readonly address?: string;
}

export interface NumberList {
  readonly size: number;
  has(caller: Caller): boolean;
}

export function numberList(read: ReadNumbers, home: Numbering): NumberList {
  const exact = new Set(read.exact);
  const beginnings = new Set(read.beginnings);
  const longest = Math.max(0, ...lengths(read.beginnings));
  const begins = (digits: string): boolean => {
    for (let n = Math.min(longest, digits.length); n > 0; n--)
      if (beginnings.has(digits.slice(0, n))) return true;
    return false;
  };
  return {
    size: exact.size + beginnings.size,
    has(caller) {
      if (keysOf(caller, home).some((key) => exact.has(key))) return true;
      const text = numberOf(caller);
      const number = text === undefined ? undefined : readNumber(text, home);
      if (!number || longest === 0) return false;
      if (number.is === "short") return begins(number.digits);
      return begins(number.e164) || nationalDigits(number.e164, home).some(begins);
    },
  };
}

const lengths = (texts: readonly string[]): Set<number> =>
  new Set(texts.map(({ length }) => length));

export interface PeopleBook {
  readonly size: number;
  readonly people: readonly ReadPerson[];
  find(caller: Caller): ReadPerson | undefined;
}

export function peopleBook({ people }: ReadPeople, home: Numbering): PeopleBook {
  const byKey = new Map<string, ReadPerson>();
  for (const person of people)
    for (const key of person.keys) if (!byKey.has(key)) byKey.set(key, person);
  return {
    size: people.length,
    people,
    find: (caller) => {
      for (const key of keysOf(caller, home)) {
        const found = byKey.get(key);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** By what a caller may be known: its number, its address, and everybody of its host. */
function keysOf(caller: Caller, home: Numbering): readonly string[] {
  const text = numberOf(caller);
  const number = text === undefined ? undefined : readNumber(text, home);
  const address = caller.address?.toLowerCase().replace(/[;?].*$/, "");
  const host = address?.replace(/^(sips?):[^@]*@/, "$1:*@");
  return [number && canonical(number), address, host].filter((key) => key !== undefined);
}
