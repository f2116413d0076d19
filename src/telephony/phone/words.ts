/** What the parts of a phone's machine say, and how its state is named by its calls. */
import type { Step } from "#kit/machine.ts";
import {
  because,
  type CauseKind,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "../call/leg.ts";
import type { PhoneCall, PhoneEffect, PhoneState } from "./phone.ts";

export type Next = Step<PhoneState, PhoneEffect>;

/** The leg that an event is about, among the phone's calls. */
export interface About {
  readonly state: PhoneState;
  readonly calls: readonly PhoneCall[];
  readonly leg: LegId;
}

export const session = (leg: LegId, command: LegCommand): PhoneEffect => ({
  do: "session",
  leg,
  command,
});
export const tell = (leg: LegId, event: LegEvent): PhoneEffect => ({ do: "tell", leg, event });
export const tellEnded = (leg: LegId, why: CauseKind): PhoneEffect =>
  tell(leg, { on: "ended", cause: because(why) });

export const isOffered = ({ phase }: PhoneCall): boolean =>
  phase === "offered" || phase === "ringing";

export const without = (calls: readonly PhoneCall[], leg: LegId): readonly PhoneCall[] =>
  calls.filter((each) => each.leg !== leg);

export function phased({ state, calls, leg }: About, phase: PhoneCall["phase"]): PhoneState {
  const moved = calls.map((call) => (call.leg === leg ? { ...call, phase } : call));
  return named(moved, state);
}

/** Calls that leave no longer count, but a phone is not idle until they are gone. */
export function named(calls: readonly PhoneCall[], before: PhoneState): PhoneState {
  if (calls.length === 0) return { name: "idle" };
  const staying = calls.filter(({ phase }) => phase !== "leaving");
  if (staying.length === 0) return { name: before.name === "busy" ? "busy" : "ringing", calls };
  return { name: staying.every(isOffered) ? "ringing" : "busy", calls };
}
