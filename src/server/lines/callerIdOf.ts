import type { CallerId } from "#media/callerId/message.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { LocalTime } from "#telephony/directing/localTime.ts";
import { dialledAtHome, type Numbering } from "#telephony/number/phoneNumber.ts";

/** Where and when a caller is shown: what a telephone's display needs besides the caller. */
export interface ShownAt {
  readonly now: LocalTime;
  readonly home: Numbering;
}

/** A caller as a display is told: who wishes not to be shown is private, who is not known unavailable. */
export function callerIdOf(caller: Party, { now, home }: ShownAt): CallerId {
  const [, month = 1, day = 1] = now.date.split("-").map(Number);
  const at = { month, day, hour: Math.floor(now.minute / 60), minute: now.minute % 60 };
  if (caller.hidden) return { at, number: { absent: "private" }, name: { absent: "private" } };
  const { number, name } = caller;
  return {
    at,
    number: number === undefined ? { absent: "unavailable" } : dialledAtHome(number, home),
    ...(name !== undefined && { name }),
  };
}
