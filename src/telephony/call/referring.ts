/**
 * A party outside asks that ours be put through to somebody else (REFER). Whether its account may is
 * the owner's matter, which the shell knows; here is what can be at all: two talk, and one of them is a
 * telephone of ours, or has been put through so before.
 */
import type { WallTime } from "#kit/time.ts";
import type { CallEffect, CallState, Seat, Talk, TransferAsked } from "./call.ts";
import type { LegEvent, LegId } from "./leg.ts";
import { seatOf, tell } from "./seats.ts";
import { accountOf, deviceOf } from "./whose.ts";

type Joined = CallState & { readonly name: "joined" };

export function referAsked(call: Joined, leg: LegId, asked: TransferAsked): CallEffect {
  const { about, members } = call;
  const seat = seatOf(call, leg);
  const account = seat && accountOf(seat, call);
  const others = members.filter((one) => one !== leg).map((one) => seatOf(call, one));
  const [other, ...more] = others;
  const canBe = !about.emergency && more.length === 0 && other && isOurs(other, call);
  if (account === undefined || !canBe) return tell(leg, { do: "refuseTransfer" });
  return { do: "refer", leg, account, asked };
}

/** At a telephone of the house, which is heard in it or behind the call that asked for this one. */
const isOurs = (other: Seat, call: Joined): boolean =>
  call.about.referred === undefined
    ? deviceOf(other, call) !== undefined && call.transferred === undefined
    : other.target.to === "caller";

/** Its parties are in two calls from now on. */
export const transferredBy = <Call extends Talk>(
  call: Call,
  { to, called }: LegEvent & { readonly on: "transferred" },
  now: WallTime,
): Call => ({
  ...call,
  transferred: to,
  ...(called !== undefined && { transferredTo: called, paidUntil: now }),
});

/** For the record. */
export const transferIn = ({ transferred, transferredTo, paidUntil }: Talk) => ({
  ...(transferred !== undefined && { transferred }),
  ...(transferredTo !== undefined && { transferredTo }),
  ...(paidUntil !== undefined && { paidUntil }),
});
