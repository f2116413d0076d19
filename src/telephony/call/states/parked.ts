/**
 * A telephone of ours has left its party waiting, who hears music until a telephone takes the call.
 * Nobody is forgotten: after a while the telephone that parked it rings.
 */
import type { CallEvent, CallFacts, CallState } from "../call.ts";
import { because, type Cause, type LegEvent, type LegId } from "../leg.ts";
import { kept, stopped, withoutRecorder } from "../recording.ts";
import { transferIn, transferredBy } from "../referring.ts";
import { dismissed, isThere, left, type Next, seatOf, stop, tell } from "../seats.ts";
import { unparked } from "../taking.ts";
import { deviceOf } from "../whose.ts";
import { finish } from "./ending.ts";
import { parkedTooLong } from "./recalled.ts";

type Joined = CallState & { readonly name: "joined" };
type Parked = CallState & { readonly name: "parked" };
type ParkAsked = CallEvent & { readonly on: "parkAsked" };

/** The telephone goes, the others stay. Nothing happens when it is none of ours, or in a call for help. */
export function park(call: Joined, { leg, longest, slot }: ParkAsked): Next {
  const seat = seatOf(call, leg);
  const by = seat && deviceOf(seat, call);
  const place = call.members.indexOf(leg);
  if (by === undefined || place < 0 || call.about.emergency) return [call, []];
  const [quiet, stops] = stopped({ ...call, toRecord: false });
  const [then, goodbye] = dismissed(quiet, leg, because("normal"));
  const members = call.members.filter((one) => one !== leg);
  const holders = call.holders.filter((one) => one !== leg);
  const wasHeld = call.holders.includes(leg);
  return [
    { ...then, name: "parked", members, holders, by, place, ...(slot !== undefined && { slot }) },
    [
      stop("step"),
      { do: "startTimer", timer: "step", after: longest },
      ...stops,
      ...goodbye,
      ...(wasHeld ? [] : members).map((one) => tell(one, { do: "hold" })),
    ],
  ];
}

export function parked(call: Parked, event: CallEvent, facts: CallFacts): Next {
  switch (event.on) {
    case "leg":
      return says(call, event.leg, event.event, facts);
    case "takeAsked":
      return unparked(call, event);
    case "timer":
      return event.timer === "step" ? parkedTooLong(call) : [call, []];
    case "endAsked":
      return over(call, event.cause, facts);
    case "shellFailed":
      return over(call, because("failed"), facts);
    default:
      return [call, []];
  }
}

const over = (call: Parked, cause: Cause, facts: CallFacts): Next =>
  finish(call, { cause, joined: joinedIn(call), ...more(call) }, facts);

const joinedIn = ({ answered, by }: Parked) => ({
  at: answered,
  to: { to: "device" as const, device: by },
});

const more = (call: Parked) => ({
  ...transferIn(call),
  ...(call.recordings && { recordings: call.recordings }),
});

function says(call: Parked, leg: LegId, news: LegEvent, facts: CallFacts): Next {
  const seat = seatOf(call, leg);
  if (!seat || !isThere(seat)) return [call, []];
  const others = call.holders.filter((one) => one !== leg);
  switch (news.on) {
    case "ended":
      return wentAway(call, leg, seat.cause ?? news.cause, facts);
    case "held":
      return [{ ...call, holders: [...others, leg] }, []];
    case "resumed":
      return [{ ...call, holders: others }, []];
    case "recorded":
      return [kept(call, news.recording), []];
    case "transferred":
      return [transferredBy(call, news, facts.now), []];
    case "transferAsked":
      return [call, [tell(leg, { do: "refuseTransfer" })]];
    default:
      return [call, []];
  }
}

function wentAway(call: Parked, leg: LegId, cause: Cause, facts: CallFacts): Next {
  const members = call.members.filter((one) => one !== leg);
  const then: Parked = { ...withoutRecorder(left(call, leg, cause), leg), members };
  return members.length > 0 ? [then, []] : over(then, cause, facts);
}
