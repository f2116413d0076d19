import { useMemo } from "react";
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import { homeOf } from "../words/names.ts";
import { useSettings } from "./page.tsx";

/** Where the owner's numbers are at home. */
export function useHome(): Numbering {
  const settings = useSettings();
  return useMemo(() => homeOf(settings), [settings]);
}
