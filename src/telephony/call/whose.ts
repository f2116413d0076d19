/** Which telephones of ours are in a call, and by which legs. */
import type { CallSoFar, CallState, Seat } from "./call.ts";
import type { LegId } from "./leg.ts";
import { isLeaving } from "./seats.ts";

/** The telephone of the house at that seat; undefined: somebody else. */
export function deviceOf({ target }: Seat, { about }: CallSoFar): string | undefined {
  if (target.to === "device") return target.device;
  if (target.to === "taken") return "device" in target ? target.device : undefined;
  return target.to === "caller" && about.direction === "out" ? about.via : undefined;
}

/** The account through which that seat's party is reached; undefined: it is ours. */
export function accountOf({ target }: Seat, { about }: CallSoFar): string | undefined {
  if (target.to === "outside") return target.account;
  if (target.to === "taken") return "account" in target ? target.account : undefined;
  return target.to === "caller" && about.direction === "in" ? about.via : undefined;
}

/** The one other party of that leg's call, where there is just one and it is at an account. */
export function otherParty(
  call: CallState,
  own: LegId,
): { readonly leg: LegId; readonly account: string } | undefined {
  if (call.name !== "joined") return undefined;
  const { members, seats } = call;
  const others = seats.filter(({ leg }) => leg !== own && members.includes(leg));
  const [other, ...more] = others.filter((seat) => !isLeaving(seat));
  const account = other && more.length === 0 ? accountOf(other, call) : undefined;
  return other && account !== undefined ? { leg: other.leg, account } : undefined;
}

export interface OwnLeg {
  readonly leg: LegId;
  readonly device: string;
}

/** Who of the house talks in it; nobody where it is taken elsewhere, for then the other call is theirs. */
export function ownLegs(call: CallState): readonly OwnLeg[] {
  if (call.name !== "joined") return [];
  return call.seats.flatMap((seat) => {
    const device = deviceOf(seat, call);
    const talks = call.members.includes(seat.leg) && !isLeaving(seat);
    return talks && device !== undefined && seat.target.to !== "taken"
      ? [{ leg: seat.leg, device }]
      : [];
  });
}

/** The mailbox that its caller speaks to. */
export function mailboxIn(call: CallState): LegId | undefined {
  if (call.name !== "joined") return undefined;
  return call.seats.find(
    (seat) => seat.target.to === "mailbox" && call.members.includes(seat.leg) && !isLeaving(seat),
  )?.leg;
}

/** The house has answered to ask its caller something, and nobody else talks to them yet. */
export const isAsked = ({ name, about, seats: [caller] }: CallState): boolean =>
  name === "trying" && about.direction === "in" && caller?.phase === "answered";

/** Its caller speaks to the house: the owner may listen, and take the call. */
export const mayBeListenedTo = (call: CallState): boolean =>
  !call.about.emergency && (isAsked(call) || mailboxIn(call) !== undefined);

/** Rung, and nobody has lifted yet; a caller who is asked something has to answer first. */
export const ringsOnly = (call: CallState): boolean =>
  call.name === "trying" &&
  call.about.direction === "in" &&
  call.seats[0]?.phase !== "answered" &&
  call.seats.some(({ target, phase }) => target.to === "device" && phase === "ringing");
