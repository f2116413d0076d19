/** Calls of fax machines and modems: whoever is in one is told once, so that its sound is left as it is. */
import type { CallEvent, CallState } from "./call.ts";
import type { LegId } from "./leg.ts";
import { type Next, seatOf, seatWith, tell } from "./seats.ts";

/** A party has shown that it is one, perhaps while others are still rung. */
export function noteModem(call: CallState, event: CallEvent): CallState {
  if (event.on !== "leg" || event.event.on !== "modem") return call;
  return seatOf(call, event.leg)?.modem ? call : seatWith(call, event.leg, { modem: true });
}

/** Behind what else is said: legs are there and answered by then. */
export function carryingData(before: CallState, [now, effects]: Next): Next {
  const known = toldIn(before);
  const fresh = toldIn(now).filter((leg) => !known.includes(leg));
  return fresh.length === 0
    ? [now, effects]
    : [now, [...effects, ...fresh.map((leg) => tell(leg, { do: "voiceBandData" }))]];
}

/** Those who talk to one, and it itself. */
const toldIn = (call: CallState): readonly LegId[] =>
  call.name === "joined" && call.members.some((leg) => seatOf(call, leg)?.modem)
    ? call.members
    : [];
