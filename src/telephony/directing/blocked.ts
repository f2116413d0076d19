/**
 * Who is blocked, and by what. Whom the owner put among the blocked by name is; otherwise what is
 * allowed comes first, then whom the owner knows, then numbers, beginnings, and lists of others.
 */
import { numberOf } from "#telephony/number/pattern.ts";
import { type PatternBook, patternBook } from "#telephony/number/patternBook.ts";
import { type Blocked, patternOf } from "#telephony/settings/callers.ts";
import { helpNumbers, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { isHidden, isIn, personOf } from "./directory.ts";
import type { Party } from "./facts.ts";

/** `person`: by name; `number`: the pattern; `list`: its id. */
export interface Listed {
  readonly by: "person" | "number" | "list";
  readonly what: string;
}

/** `lists`: the ids of those subscriptions that hold the caller. */
export function blockedBy(
  caller: Party,
  settings: Settings,
  lists: readonly string[] = [],
): Listed | undefined {
  const found = whatBlocks(caller, settings, lists);
  return found && neverBlocked(caller, settings) === undefined ? found : undefined;
}

/** The owner's own numbers, and those that are called for help, get through whatever is listed. */
export function neverBlocked(caller: Party, settings: Settings): "own" | "help" | undefined {
  if (isIn("own", caller, settings)) return "own";
  const number = numberOf(caller);
  return number !== undefined && helpNumbers(settings).includes(number) ? "help" : undefined;
}

function whatBlocks(
  caller: Party,
  settings: Settings,
  lists: readonly string[],
): Listed | undefined {
  if (isHidden(caller)) return undefined;
  const person = personOf(caller, settings);
  if (person?.groups.includes("blocked")) return { by: "person", what: person.id };
  if (person || allowedBy(caller, settings, lists)) return undefined;
  return listedAs("block", caller, { settings, lists });
}

export function allowedBy(
  caller: Party,
  settings: Settings,
  lists: readonly string[] = [],
): Listed | undefined {
  if (isHidden(caller)) return undefined;
  const person = personOf(caller, settings);
  if (person?.groups.includes("allowed")) return { by: "person", what: person.id };
  return listedAs("allow", caller, { settings, lists });
}

interface Where {
  readonly settings: Settings;
  readonly lists: readonly string[];
}

function listedAs(
  as: "block" | "allow",
  caller: Party,
  { settings, lists }: Where,
): Listed | undefined {
  const pattern = bookOf(settings.callers[as], settings).find(caller);
  if (pattern !== undefined) return { by: "number", what: pattern };
  const list = settings.callers.lists.find((one) => one.as === as && lists.includes(one.id));
  return list && { by: "list", what: list.id };
}

/** Read once: a list of patterns never changes. */
const books = new WeakMap<readonly Blocked[], PatternBook>();

function bookOf(patterns: readonly Blocked[], settings: Settings): PatternBook {
  const known = books.get(patterns);
  if (known) return known;
  const book = patternBook(patterns.map(patternOf), numbering(settings));
  books.set(patterns, book);
  return book;
}
