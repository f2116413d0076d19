import { sameNumber } from "#telephony/number/phoneNumber.ts";
import type { SettingsDocument } from "../words/decision.ts";

/**
 * The settings with that caller refused from now on: by name, if the owner knows whose number it is
 * (a number alone would not stop who is known), else by number.
 */
export function withBlocked(settings: SettingsDocument, number: string): SettingsDocument {
  const { people = [], owner } = settings;
  const home = {
    country: owner?.country ?? "US",
    ...(owner?.areaCode !== undefined && { areaCode: owner.areaCode }),
  };
  const known = people.find(({ numbers = [] }) =>
    numbers.some((one) => sameNumber(one, number, home)),
  );
  if (known)
    return {
      ...settings,
      people: people.map((one) =>
        one === known ? { ...one, groups: [...new Set([...(one.groups ?? []), "blocked"])] } : one,
      ),
    };
  const callers = (settings["callers"] ?? {}) as { readonly block?: readonly string[] };
  const block = [...new Set([...(callers.block ?? []), number])];
  return { ...settings, callers: { ...callers, block } };
}
