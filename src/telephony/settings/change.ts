/** A change of the document: a pure edit, the validated outcome, and what the history will say of it. */
import { ok, type Result } from "#kit/result.ts";
import { sameValue } from "#kit/sameValue.ts";
import type { SettingsProblem } from "./problems.ts";
import type { Settings } from "./settings.ts";
import { readKept, validate } from "./validate.ts";

/** From the present document to the wished one, as plain JSON; it may fail to be valid. */
export type Edit = (now: Settings) => unknown;

export interface Changed {
  readonly settings: Settings;
  /** Sections that are no longer the same; empty when the edit changed nothing. */
  readonly sections: readonly (keyof Settings)[];
  /** One line for the history: `rules: Night; devices: +Kitchen`. */
  readonly what: string;
}

/** Valid as a whole, or refused as a whole with the present document untouched. */
export function change(now: Settings, edit: Edit): Result<Changed, readonly SettingsProblem[]> {
  const wished = accepted(edit(now), now);
  if (!wished.ok) return wished;
  const sections = sectionsOf(now).filter((key) => !sameValue(now[key], wished.value[key]));
  const what = sections.map((key) => describe(key, now[key], wished.value[key])).join("; ");
  return ok({ settings: wished.value, sections, what });
}

/**
 * What may follow the present document. Where that one was kept though it is doubted today, what is
 * doubted stands in no other change's way, and no doubt is added to it.
 */
export function accepted(
  wished: unknown,
  now: Settings,
): Result<Settings, readonly SettingsProblem[]> {
  const valid = validate(wished);
  if (valid.ok) return valid;
  const [before, after] = [readKept(now), readKept(wished)];
  const isOld = (doubt: SettingsProblem): boolean =>
    before.ok && before.value.doubts.some((old) => sameValue(old, doubt));
  return after.ok && after.value.doubts.every(isOld) ? ok(after.value.settings) : valid;
}

const sectionsOf = (settings: Settings) => Object.keys(settings) as (keyof Settings)[];

/** The items that came, went and changed, by name; no values, for some are secret. */
function describe(section: string, before: unknown, now: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(now)) return section;
  const [old, young] = [byId(before), byId(now)];
  const came = [...young].filter(([id]) => !old.has(id)).map(([, item]) => `+${nameOf(item)}`);
  const went = [...old].filter(([id]) => !young.has(id)).map(([, item]) => `-${nameOf(item)}`);
  const changed = [...young]
    .filter(([id, item]) => old.has(id) && !sameValue(old.get(id), item))
    .map(([, item]) => nameOf(item));
  const names = [...came, ...went, ...changed];
  return `${section}: ${names.length === 0 ? "order" : names.slice(0, 8).join(", ")}`;
}

interface Item {
  readonly id?: string;
  readonly account?: string;
  readonly name?: string;
}
const byId = (items: readonly Item[]) =>
  new Map(items.map((item) => [item.id ?? item.account ?? "", item]));
const nameOf = ({ name, id, account }: Item): string => name ?? id ?? account ?? "?";
