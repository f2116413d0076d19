/** When a way out is taken, as its form has it: conditions that must all hold, each of one kind. */
import type { OutCondition, SimpleOut } from "#telephony/settings/outgoing.ts";
import type { SettingsDocument } from "../../../words/decision.ts";

export const conditionKinds = [
  "like",
  "countries",
  "tariff",
  "person",
  "in",
  "from",
  "keyed",
  "during",
  "mode",
] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** Undefined: it is put together as no form asks it. None: it always holds. */
export function simpleParts(when: OutCondition): readonly SimpleOut[] | undefined {
  if (when.is === "always") return [];
  if (when.is === "any" || when.is === "not") return undefined;
  if (when.is !== "all") return [when as SimpleOut];
  const parts = when.of.map((one) => simpleParts(one));
  return parts.includes(undefined) ? undefined : parts.flatMap((one) => one ?? []);
}

/** The other way round, as short as it can be written. */
export function conditionOf(parts: readonly SimpleOut[]): OutCondition {
  const [only] = parts;
  if (only === undefined) return { is: "always" };
  return parts.length === 1 ? only : { is: "all", of: parts };
}

export function kindOf(part: SimpleOut): ConditionKind {
  if (part.is !== "to") return part.is === "always" ? "like" : part.is;
  const { is: _, ...given } = part;
  return conditionKinds.find((kind) => kind in given) ?? "like";
}

/** What a condition of that kind begins with: the first there is to choose. */
export function blank(
  kind: ConditionKind,
  { devices, people, times }: SettingsDocument,
): SimpleOut {
  const first = (all: readonly { readonly id: string }[] | undefined): string => all?.[0]?.id ?? "";
  switch (kind) {
    case "like":
      return { is: "to", like: "" };
    case "countries":
      return { is: "to", countries: [] };
    case "tariff":
      return { is: "to", tariff: "abroad" };
    case "person":
      return { is: "to", person: first(people) };
    case "in":
      return { is: "to", in: "family" };
    case "from":
      return { is: "from", device: first(devices) };
    case "keyed":
      return { is: "keyed", prefix: "" };
    case "during":
      return { is: "during", time: first(times) };
    case "mode":
      return { is: "mode", mode: "away" };
  }
}
