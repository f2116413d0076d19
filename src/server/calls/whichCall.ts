/** Which of the calls that are there is meant, when the owner parks, takes or joins one. */
import type { CallState } from "#telephony/call/call.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import type { Taker } from "#telephony/call/legTarget.ts";
import { mayBeListenedTo, ownLegs, ringsOnly } from "#telephony/call/whose.ts";
import { slotIn } from "#telephony/number/ownParty.ts";

/** Oldest first. */
export type Calls = readonly CallState[];

export const callWith = (id: CallId, calls: Calls): CallState | undefined =>
  calls.find(({ about }) => about.id === id);

/** Who has taken the call is in one of their own. */
export function whereNow(id: CallId, calls: Calls): CallState | undefined {
  const call = callWith(id, calls);
  const heir = call && heirIn(call);
  return heir === undefined ? call : whereNow(callOf(heir), calls);
}

/** By its id, by a leg of it, or by the slot that it is parked in. */
export function named(what: string, calls: Calls): CallState | undefined {
  const slot = slotIn(what);
  if (slot !== undefined) return calls.find((call) => slotOf(call) === slot);
  return what.includes(".")
    ? callWith(callOf(what as LegId), calls)
    : whereNow(what as CallId, calls);
}

/** Where it is parked; undefined: it is not, or all slots were taken. */
export const slotOf = (call: CallState | undefined): number | undefined =>
  call?.name === "parked" ? call.slot : undefined;

/** The lowest that nobody is parked in. */
export function freeSlot(calls: Calls): number | undefined {
  const taken = calls.map(slotOf);
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].find((slot) => !taken.includes(slot));
}

/** The newest where that telephone talks with somebody who is no service of the house. */
export const talkedIn = (device: string, calls: Calls): CallState | undefined =>
  calls.findLast(
    (call) => ownLegs(call).some((one) => one.device === device) && !isWithHouse(call),
  );

/** That telephone hears in it who speaks to the house. */
export const listenedFrom = (device: string, calls: Calls): CallState | undefined =>
  calls.find((one) => listens(one) && ownLegs(one).some((leg) => leg.device === device));

/** What rings is in most of a hurry; of those that are parked who waits longest; then who speaks to the house; else the newest. */
export function toTake(taker: Taker, calls: Calls): CallState | undefined {
  const isElsewhere = (call: CallState): boolean =>
    ownLegs(call).some(({ device }) => !("device" in taker) || device !== taker.device) &&
    !isWithHouse(call);
  return (
    calls.find(ringsOnly) ??
    calls.find(({ name }) => name === "parked") ??
    calls.find(mayBeListenedTo) ??
    calls.findLast(isElsewhere)
  );
}

const house = new Set(["service", "messages", "echo", "announcement", "mailbox"]);
const isWithHouse = (call: CallState): boolean =>
  listens(call) ||
  call.seats.some(({ target, phase }) => house.has(target.to) && phase === "answered");

/** Only so long: who has taken the call talks. */
const listens = (call: CallState): boolean =>
  call.name === "joined" &&
  call.transferred === undefined &&
  call.seats.some(({ target }) => target.to === "listen");

function heirIn(call: CallState): LegId | undefined {
  if (call.name !== "joined") return undefined;
  const seat = call.seats.find(
    ({ leg, target }) => target.to === "taken" && call.members.includes(leg),
  );
  return seat?.target.to === "taken" && "device" in seat.target ? seat.target.by : undefined;
}
