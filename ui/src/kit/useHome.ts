import { useMemo } from "react";
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import { useSettings } from "./page.tsx";

/** Where the owner's numbers are at home. */
export function useHome(): Numbering {
  const owner = useSettings()?.owner;
  const { country = "US", areaCode } = owner ?? {};
  return useMemo(
    () => ({ country, ...(areaCode !== undefined && { areaCode }) }),
    [country, areaCode],
  );
}
