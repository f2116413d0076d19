/** Settings in which somebody is blocked, or let in again: by name where the owner knows whose number it is. */
import { canonical, readNumber } from "#telephony/number/phoneNumber.ts";
import type { BlockNote } from "#telephony/settings/blockNote.ts";
import { type Blocked, patternOf } from "#telephony/settings/callers.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Person } from "#telephony/settings/telephones.ts";
import type { Listed } from "./blocked.ts";
import { personOf } from "./directory.ts";

export type Block = Listed & { readonly by: "person" | "number" };

/** A number of somebody's, as it would be blocked: a number alone would not stop who is known. */
export function blockOf(pattern: string, settings: Settings): Block {
  const isOne = !pattern.endsWith("*");
  const party = /^sips?:/i.test(pattern) ? { address: pattern } : { number: pattern };
  const person = isOne ? personOf({ ...party, private: false }, settings) : undefined;
  if (person) return { by: "person", what: person.id };
  const same = settings.callers.block.map(patternOf).find((one) => isSame(one, pattern, settings));
  return { by: "number", what: same ?? pattern };
}

function isSame(one: string, other: string, settings: Settings): boolean {
  if (one === other) return true;
  if (one.endsWith("*") || other.endsWith("*")) return false;
  const home = numbering(settings);
  const [a, b] = [readNumber(one, home), readNumber(other, home)];
  return a !== undefined && b !== undefined && canonical(a) === canonical(b);
}

/** What was said before of why is said no more; the same number is no longer among the allowed. */
export function withBlocked(settings: Settings, { by, what }: Block, note: BlockNote): Settings {
  if (by === "person") {
    return peopleWith(settings, what, ({ blocked: _, ...one }) => ({
      ...one,
      groups: [...new Set([...one.groups, "blocked"])],
      ...(isSaid(note) && { blocked: note }),
    }));
  }
  const entry: Blocked = isSaid(note) ? { pattern: what, ...note } : what;
  const { block } = settings.callers;
  const isThere = block.some((one) => patternOf(one) === what);
  const now = isThere
    ? block.map((one) => (patternOf(one) === what ? entry : one))
    : [...block, entry];
  const allow = settings.callers.allow.filter((one) => !isSame(one, what, settings));
  return blockIs({ ...settings, callers: { ...settings.callers, allow } }, now);
}

export function withoutBlocked(settings: Settings, { by, what }: Block): Settings {
  if (by === "person") {
    return peopleWith(settings, what, ({ blocked: _, ...one }) => ({
      ...one,
      groups: one.groups.filter((group) => group !== "blocked"),
    }));
  }
  return blockIs(
    settings,
    settings.callers.block.filter((one) => patternOf(one) !== what),
  );
}

/** True when there is such a one. */
export const isBlocked = ({ people, callers }: Settings, { by, what }: Block): boolean =>
  by === "person"
    ? people.some(({ id, groups }) => id === what && groups.includes("blocked"))
    : callers.block.some((one) => patternOf(one) === what);

const isSaid = (note: BlockNote): boolean => Object.keys(note).length > 0;

const peopleWith = (
  settings: Settings,
  id: string,
  edit: (person: Person) => Person,
): Settings => ({
  ...settings,
  people: settings.people.map((one) => (one.id === id ? edit(one) : one)),
});

const blockIs = (settings: Settings, block: readonly Blocked[]): Settings => ({
  ...settings,
  callers: { ...settings.callers, block },
});
