/**
 * A call among several that make a conference: one more member stands for all others, and only passes
 * on what is heard in the room. Each call keeps its own legs, record, and end.
 */
import type { CallEvent, CallSoFar, CallState, Seat } from "./call.ts";
import type { LegId } from "./leg.ts";
import { createLeg, isLeaving, type Next, nextLeg, seated } from "./seats.ts";

type Joined = CallState & { readonly name: "joined" };

/** The seat that stands for the others of a conference. */
export const roomSeat = ({ seats }: CallSoFar): Seat | undefined =>
  seats.find((seat) => isRoom(seat) && !isLeaving(seat));

const isRoom = ({ target }: Seat): boolean => target.to === "room" || target.to === "conference";

/** Once; and nobody else is put into a call for help. */
export function meets(
  call: Joined,
  { room, endsWith }: CallEvent & { readonly on: "conferenceAsked" },
): Next {
  if (roomSeat(call) || call.about.emergency) return [call, []];
  const leg = nextLeg(call, []);
  const target = { to: "room" as const, room, ...(endsWith !== undefined && { endsWith }) };
  const then = seated(call, { leg, target, phase: "answered" });
  return [{ ...then, members: [...call.members, leg] }, [createLeg(leg, target)]];
}

/** The conference was that leg's. */
export const endsWith = (call: CallSoFar, leg: LegId): boolean =>
  call.seats.some(({ target }) => target.to === "room" && target.endsWith === leg);

/** It is another's now, who has the place of that leg. */
export function inherited<Call extends CallSoFar>(call: Call, from: LegId, to: LegId): Call {
  if (!endsWith(call, from)) return call;
  const seats = call.seats.map((seat) =>
    seat.target.to === "room" ? { ...seat, target: { ...seat.target, endsWith: to } } : seat,
  );
  return { ...call, seats };
}
