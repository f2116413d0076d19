/** What became of a call, and the record that is kept of it. */
import type { WallTime } from "#kit/time.ts";
import type { CallSoFar, Seat } from "./call.ts";
import type { CallRecord, LegRecord, Outcome } from "./callRecord.ts";
import type { CallId, Cause } from "./leg.ts";
import type { LegTarget } from "./legTarget.ts";
import { isThere } from "./seats.ts";

/** What is known of a call beside its legs. */
export interface Ended {
  readonly cause: Cause;
  /** When somebody was put through, and who. */
  readonly joined?: { readonly at: WallTime; readonly to: LegTarget };
  readonly message?: string;
  readonly transferred?: CallId;
  readonly transferredTo?: string;
  readonly paidUntil?: WallTime;
  readonly recordings?: readonly string[];
  /** By a step of the plan, not by who was called. */
  readonly rejected?: true;
}

/** The record of a call that still lives: without an end and an outcome. */
export function recordSoFar(call: CallSoFar, answered?: WallTime): CallRecord {
  const { about, decision } = call;
  const { hops: _, ...shown } = about;
  return {
    ...shown,
    ...(answered !== undefined && { answered }),
    ...(decision && { decision }),
    ...(call.seats.some(({ modem }) => modem) && { modem: true }),
    legs: calledBy(call).map(legRecord),
  };
}

/** All but the caller, and our own voices that asked somebody, recorded, or spoke aside. */
export const calledBy = ({ seats }: CallSoFar): readonly Seat[] =>
  seats.slice(1).filter(({ target }) => !isAside(target));

const isAside = (target: LegTarget): boolean =>
  target.to === "attendant" ||
  target.to === "recorder" ||
  (target.to === "announcement" && target.aside === true);

/** The accounts that carry this call now, once a leg. */
export const accountsIn = ({ about, seats }: CallSoFar): readonly string[] =>
  seats.filter(isThere).flatMap(({ target }) => {
    if (target.to === "outside") return [target.account];
    return target.to === "caller" && about.direction === "in" ? (about.via ?? []) : [];
  });

export function recordOf(call: CallSoFar, ended: Ended, now: WallTime): CallRecord {
  const { cause, joined, message, transferred, transferredTo, paidUntil, recordings } = ended;
  return {
    ...recordSoFar(call, joined?.at),
    ended: now,
    outcome: outcomeOf(call, ended),
    cause,
    ...(message !== undefined && { message }),
    ...(transferred !== undefined && { transferred }),
    ...(transferredTo !== undefined && { transferredTo }),
    ...(paidUntil !== undefined && { paidUntil }),
    ...(recordings && { recordings }),
  };
}

function outcomeOf({ about }: CallSoFar, { cause, joined, message, rejected }: Ended): Outcome {
  if (message !== undefined) return "message";
  if (cause.kind === "redirected") return "forwarded";
  if (rejected) return "rejected";
  if (!joined || joined.to.to === "mailbox") return "missed";
  return joined.to.to === "outside" && about.direction === "in" ? "forwarded" : "answered";
}

const legRecord = ({ target, phase, cause, manner }: Seat): LegRecord => ({
  target: targetText(target),
  state: phase,
  ...(cause && { cause }),
  ...(manner && { manner }),
});

export function targetText(target: LegTarget): string {
  switch (target.to) {
    case "device":
      return target.device;
    case "taken":
      return "device" in target ? target.device : target.account;
    case "outside":
      return target.account === "" ? target.address : `${target.address} (${target.account})`;
    case "announcement":
      return `announcement ${target.prompt}`;
    default:
      return target.to;
  }
}
