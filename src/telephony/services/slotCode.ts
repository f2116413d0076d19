import type { ProfileName } from "./readCode.ts";
import { type Code, profiles } from "./starCodes.ts";

/** What is dialled at any telephone of ours to take the call that is parked there; undefined: that profile has no codes. */
export function slotCode(slot: number, profile: ProfileName): string | undefined {
  const { codes } = profiles[profile];
  const keysOf = (isMeant: (code: Code) => boolean): string | undefined =>
    Object.entries(codes).find(([, code]) => isMeant(code))?.[0];
  const closed = keysOf((code) => "takes" in code);
  if (closed !== undefined) return `${closed}${slot}#`;
  const open = keysOf((code) => "goes" in code && code.goes === "take");
  return open && `${open}${slot}`;
}
