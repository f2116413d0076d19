/** A call that is only a test: its rules run as for anybody, and whoever lifts hears that it is one. */
import { attendantOf } from "./asking.ts";
import type { CallSoFar, CallState, Seat } from "./call.ts";
import type { LegId } from "./leg.ts";
import { callerOf, isLeaving } from "./seats.ts";

/** Whoever has lifted hears its own voice: nobody is at the other end. */
export const echoIn = ({ about, seats }: CallSoFar, listener: LegId): LegId | undefined => {
  const own = seats.find(({ target }) => target.to === "echo")?.leg;
  if (own !== undefined || about.test === undefined) return own;
  return seats.some((seat) => seat.leg === listener && isSomebody(seat))
    ? seats[0]?.leg
    : undefined;
};

/** Who would hear the tester now: somebody who has lifted, or the attendant that asks for a name. */
export function listenerIn(call: CallState): "lifted" | "attendant" | undefined {
  if (call.name === "joined")
    return call.seats.some((seat) => isSomebody(seat) && !isLeaving(seat)) ? "lifted" : undefined;
  const target = call.name === "trying" && attendantOf(call, callerOf(call).leg)?.target;
  const asksName = target && target.to === "attendant" && target.question.ask === "name";
  return asksName ? "attendant" : undefined;
}

const isSomebody = ({ target: { to } }: Seat): boolean =>
  to === "device" || to === "outside" || to === "taken";
