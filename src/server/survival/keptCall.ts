import { millis, type WallTime, wallTime } from "#kit/time.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { KeptLive } from "#server/survival/kept.ts";
import type { CallState, CallTimer } from "#telephony/call/call.ts";
import type { Clock } from "#world/clock.ts";
import type { Snapshot } from "#world/machineRunner.ts";

type Timers = Snapshot<CallState, CallTimer>["timers"];

/** A live call as it is now. */
export function keptCall(
  { state, timers }: Snapshot<CallState, CallTimer>,
  { legs, ended }: { readonly legs: Iterable<Leg>; readonly ended: Iterable<Leg> },
  clock: Clock,
): KeptLive {
  const due = (left: number): WallTime => wallTime(clock.wallTime() + left);
  return {
    state,
    timers: timers.map(({ timer, in: left }) => ({ timer, due: due(left) })),
    legs: [...legs].flatMap((leg) => leg.kept?.() ?? []),
    goodbyes: [...ended].flatMap((leg) => leg.goodbye?.() ?? []),
  };
}

/** By wall time: those that are overdue fire at once. */
export const timersLeft = ({ timers }: KeptLive, clock: Clock): Timers =>
  timers.map(({ timer, due }) => ({ timer, in: millis(Math.max(0, due - clock.wallTime())) }));
