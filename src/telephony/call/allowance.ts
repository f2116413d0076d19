/**
 * The minutes of the day, while a call runs: who talks outside is told shortly before they are used
 * up, and the call ends when they are. Looked at again and again, for other calls use them up too,
 * the owner may allow more, and at midnight they begin anew. A call for help has no end of this kind.
 */
import { type Millis, millis, minutes, seconds, type WallTime } from "#kit/time.ts";
import type { CallEffect, CallEvent, CallFacts, CallState, Seat } from "./call.ts";
import type { Cause, LegId } from "./leg.ts";
import { createLeg, isLeaving, type Next, nextLeg, seated, stop, tell } from "./seats.ts";
import { deviceOf } from "./whose.ts";

type Joined = CallState & { readonly name: "joined" };

/** How long before the end it is said. */
const notice = minutes(1);
/** How often is looked, and how often in the last minute. */
const look = minutes(1);
const lookClosely = seconds(10);

/** Until the owner says otherwise. */
const unlimited = millis(Number.POSITIVE_INFINITY);

const spoken = { to: "announcement", prompt: "minutes-end", aside: true } as const;

export const usedUp: Cause = { kind: "limit", text: "limit.minutes" };

/** Since when a call uses up minutes; undefined: it uses none. */
export function paidSince(call: CallState): WallTime | undefined {
  if ((call.name !== "joined" && call.name !== "parked") || call.about.emergency) return undefined;
  const { members, seats, paidUntil } = call;
  const pays = seats.some((seat) => members.includes(seat.leg) && isPaid(seat));
  return pays && paidUntil === undefined ? call.answered : undefined;
}

/** How long it has used them up: so far, or until whoever was paid for had left it. */
export function paidFor(call: CallState, now: WallTime): Millis {
  const since = paidSince(call);
  if (since !== undefined) return millis(now - since);
  const until = "paidUntil" in call ? call.paidUntil : undefined;
  return until === undefined || !("answered" in call) || call.about.direction === "in"
    ? millis(0)
    : millis(until - call.answered);
}

/** Through an account: whoever is called by address alone costs nothing. */
const isPaid = ({ target }: Seat): boolean => target.to === "outside" && target.account !== "";

/** What the call does when it is looked at; undefined: it goes on as it would. */
export function looked(call: CallState, { leftToday }: CallFacts): Next | "end" {
  if (paidSince(call) === undefined) return [call, []];
  const left = leftToday() ?? unlimited;
  if (left <= 0) return "end";
  const next: CallEffect = { do: "startTimer", timer: "minutes", after: untilLook(left) };
  if (call.name !== "joined") return [call, [next]];
  if (left > notice) return [withTold(call, false), [next]];
  const [then, said] = advised(call);
  return [then, [...said, next]];
}

/** A call that begins to use up minutes is watched, and no longer when it ceases to. */
export function watched(before: CallState, [now, effects]: Next): Next {
  const was = paidSince(before) !== undefined;
  const is = paidSince(now) !== undefined;
  if (was && !is) return [now, [stop("minutes"), ...effects]];
  if (was || !is) return [now, effects];
  return [now, [...effects, { do: "startTimer", timer: "minutes", after: millis(0) }]];
}

export const isLook = (event: CallEvent): boolean =>
  event.on === "timer" && event.timer === "minutes";

const untilLook = (left: Millis): Millis =>
  left > notice ? millis(Math.min(left - notice, look)) : millis(Math.min(left, lookClosely));

/** Once; and not into what two machines say to each other. */
function advised(call: Joined): readonly [Joined, readonly CallEffect[]] {
  if (call.told || call.seats.some(({ modem }) => modem)) return [call, []];
  const leg = nextLeg(call, []);
  const then = seated(withTold(call, true), { leg, target: spoken, phase: "inviting" });
  const ring = { do: "ring", caller: call.about.from, whenBusy: "skip" } as const;
  return [then, [createLeg(leg, spoken), tell(leg, ring)]];
}

function withTold(call: Joined, told: boolean): Joined {
  if ((call.told ?? false) === told) return call;
  const { told: _, ...rest } = call;
  return told ? { ...rest, told } : rest;
}

/** Who speaks aside to that leg: to the owner, who is at one of our telephones, or forwarded out there. */
export function adviserTo(leg: LegId, call: Joined): LegId | undefined {
  const adviser = call.seats.find((seat) => isAdviser(seat) && !isLeaving(seat));
  if (!adviser || call.holders.includes(leg)) return undefined;
  const { members, seats } = call;
  const here = seats.filter((seat) => members.includes(seat.leg));
  const own = here.filter((seat) => deviceOf(seat, call) !== undefined);
  const told = own.length > 0 ? own : here.filter(isPaid);
  return told.some((seat) => seat.leg === leg) ? adviser.leg : undefined;
}

const isAdviser = ({ target }: Seat): boolean =>
  target.to === "announcement" && target.aside === true;
