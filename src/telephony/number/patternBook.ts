/** Many patterns, asked about one caller: numbers are looked up, only beginnings are tried one by one. */
import { fits, type Identity, numberOf } from "./pattern.ts";
import { canonical, type Numbering, readNumber } from "./phoneNumber.ts";

export interface PatternBook {
  /** The pattern that fits, as it was written. */
  find(who: Identity): string | undefined;
  /** How many there are; one that is written twice counts once. */
  readonly size: number;
}

export function patternBook(patterns: Iterable<string>, home: Numbering): PatternBook {
  const exact = new Map<string, string>();
  const others = new Set<string>();
  for (const text of patterns) {
    const number = text.endsWith("*") ? undefined : readNumber(text, home);
    if (number) exact.set(canonical(number), text);
    else others.add(text);
  }
  return {
    size: exact.size + others.size,
    find(who) {
      const text = numberOf(who);
      const number = text === undefined ? undefined : readNumber(text, home);
      const found = number && exact.get(canonical(number));
      if (found !== undefined) return found;
      for (const pattern of others) if (fits(pattern, who, home)) return pattern;
      return undefined;
    },
  };
}
