/** The legs of a call as it knows them, and the words that it says to them. */
import type { Step } from "#kit/machine.ts";
import type { WallTime } from "#kit/time.ts";
import type {
  Attempt,
  CallEffect,
  CallSoFar,
  CallState,
  CallTimer,
  LegPhase,
  Seat,
} from "./call.ts";
import { type Cause, calledLeg, type LegCommand, type LegId } from "./leg.ts";
import type { LegTarget } from "./legTarget.ts";

export type Next = Step<CallState, CallEffect>;

export const isThere = ({ phase }: Seat): boolean => phase !== "over";
export const isLeaving = ({ phase }: Seat): boolean => phase === "leaving" || phase === "over";

export const seatOf = (call: CallSoFar, leg: LegId): Seat | undefined =>
  call.seats.find((seat) => seat.leg === leg);

/** The caller's seat is the first, always. */
export const callerOf = (call: CallSoFar): Seat => {
  const [caller] = call.seats;
  if (!caller) throw new Error(`call ${call.about.id} has no caller`);
  return caller;
};

export function moved<Call extends CallSoFar>(call: Call, leg: LegId, phase: LegPhase): Call {
  return seatWith(call, leg, { phase });
}

/** It hears our ringback, when somebody is rung. */
export const listening = <Call extends CallSoFar>(call: Call, leg: LegId): Call =>
  seatWith(call, leg, { listens: true });

export function left<Call extends CallSoFar>(call: Call, leg: LegId, cause: Cause): Call {
  return seatWith(call, leg, { phase: "over", cause });
}

/** That it is rung as a waiting call, or was told so; undefined: no longer. */
export function waits<Call extends CallSoFar>(call: Call, leg: LegId, waiting?: true): Call {
  const seats = call.seats.map((seat): Seat => {
    if (seat.leg !== leg) return seat;
    const { waiting: _, ...rest } = seat;
    return { ...rest, ...(waiting && { waiting }) };
  });
  return { ...call, seats };
}

export function seatWith<Call extends CallSoFar>(call: Call, leg: LegId, to: Partial<Seat>): Call {
  const seats = call.seats.map((seat) => (seat.leg === leg ? { ...seat, ...to } : seat));
  return { ...call, seats };
}

export function seated<Call extends CallSoFar>(call: Call, seat: Seat): Call {
  return { ...call, seats: [...call.seats, seat] };
}

/** A name that no seat and no waiting attempt has. */
export function nextLeg(call: CallSoFar, attempts: readonly Attempt[]): LegId {
  const taken = [...call.seats, ...attempts].map(({ leg }) => Number(shortName(leg).slice(1)) || 0);
  return calledLeg(call.about.id, Math.max(0, ...taken) + 1);
}

/** `b2`: what timers are called by. */
export const shortName = (leg: LegId): string => leg.slice(leg.lastIndexOf(".") + 1);

export const createLeg = (leg: LegId, target: LegTarget): CallEffect => ({
  do: "createLeg",
  leg,
  target,
});
export const tell = (leg: LegId, command: LegCommand): CallEffect => ({
  do: "command",
  leg,
  command,
});
export const stop = (timer: CallTimer): CallEffect => ({ do: "stopTimer", timer });

/** Once: what is leaving already is left alone. */
export function dismissed<Call extends CallSoFar>(
  call: Call,
  leg: LegId,
  cause: Cause,
): readonly [Call, readonly CallEffect[]] {
  const seat = seatOf(call, leg);
  if (!seat || isLeaving(seat)) return [call, []];
  return [seatWith(call, leg, { phase: "leaving", cause }), [tell(leg, { do: "end", cause })]];
}

export function allDismissed<Call extends CallSoFar>(
  call: Call,
  legs: readonly LegId[],
  cause: Cause,
): readonly [Call, readonly CallEffect[]] {
  let now = call;
  const effects: CallEffect[] = [];
  for (const leg of legs) {
    const [then, said] = dismissed(now, leg, cause);
    now = then;
    effects.push(...said);
  }
  return [now, effects];
}

/** The caller and that leg talk from now on. */
export function putThrough(call: CallSoFar, leg: LegId, answered: WallTime): CallState {
  const { about, seats, decision } = call;
  const members = [callerOf(call).leg, leg];
  return {
    about,
    seats,
    ...(decision && { decision }),
    name: "joined",
    members,
    holders: [],
    answered,
  };
}

export const watchesOf = (leg: LegId): readonly CallTimer[] => [
  `after ${shortName(leg)}`,
  `route ${shortName(leg)}`,
  `ringing ${shortName(leg)}`,
];
