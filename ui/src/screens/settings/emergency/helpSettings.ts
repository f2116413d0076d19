import type { SettingsDocument } from "../../../words/decision.ts";
import { sectionOf, withoutEmpty } from "../parts/document.ts";
import { type Part, usePart } from "../parts/usePart.ts";
import type { PlaceItem } from "./place.ts";

export interface Help {
  readonly numbers?: readonly string[];
  readonly test?: string | null;
  readonly notify?: readonly string[];
  readonly shows?: string | undefined;
  readonly location?: PlaceItem | undefined;
}

export const helpIn = (document: SettingsDocument): Help => sectionOf<Help>(document, "emergency");

/** Some keys of it, in a form of their own. */
export function useHelp<T extends Partial<Help>>(
  start: T,
  written: (value: T) => Partial<Help>,
  fields: readonly string[],
): Part<T> {
  return usePart<T>({
    start,
    into: (now, value) => ({
      ...now,
      emergency: withoutEmpty({ ...helpIn(now), ...written(value) }),
    }),
    at: () => "/emergency",
    fields,
  });
}
