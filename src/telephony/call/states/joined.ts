/** A call whose parties talk, hold each other, are transferred, and hang up. */
import type { CallEffect, CallEvent, CallFacts, CallState } from "../call.ts";
import { because, type Cause, type LegEvent, type LegId } from "../leg.ts";
import { endsWith, meets } from "../meeting.ts";
import type { Ended } from "../outcome.ts";
import { kept, recordAsked, startedIfDue, withoutRecorder } from "../recording.ts";
import { referAsked, transferIn, transferredBy } from "../referring.ts";
import { left, type Next, seatOf, seatWith, stop, tell } from "../seats.ts";
import { takenOver } from "../taking.ts";
import { finish } from "./ending.ts";
import { park } from "./parked.ts";
import { recalled } from "./recalled.ts";

type Joined = CallState & { readonly name: "joined" };

export function joined(call: Joined, event: CallEvent, facts: CallFacts): Next {
  switch (event.on) {
    case "leg":
      if (event.event.on === "ended") return wentAway(call, event.leg, event.event.cause, facts);
      if (event.event.on === "recorded") return [kept(call, event.event.recording), []];
      return call.members.includes(event.leg)
        ? says(call, event.leg, event.event, facts)
        : [call, []];
    case "timer": // nobody lifted for who was to be transferred
      return event.timer === "step"
        ? finish(call, ended(call, because("noAnswer")), facts)
        : [call, []];
    case "takeAsked":
      return takenOver(call, event);
    case "conferenceAsked":
      return meets(call, event);
    case "recordAsked":
      return recordAsked(call, event.wish);
    case "muteAsked":
      return [seatWith(call, event.leg, { muted: event.muted }), []];
    case "parkAsked":
      return park(call, event);
    case "endAsked":
      return finish(call, ended(call, event.cause), facts);
    case "shellFailed":
      return finish(call, ended(call, because("failed")), facts);
    default:
      return [call, []];
  }
}

function says(call: Joined, leg: LegId, news: LegEvent, { now }: CallFacts): Next {
  switch (news.on) {
    case "held":
      return holds(call, leg, news.plays);
    case "resumed":
      return resumes(call, leg);
    case "answered": // a telephone that was rung back
      return behindTimer(resumes(call, leg));
    case "transferred":
      return [transferredBy(call, news, now), []];
    case "returned":
      return recalled(call, leg, news.cause) ?? [call, []]; // else its `ended` ends the call
    case "digit":
      return [call, pressed(call, leg, news)];
    case "transferAsked":
      return [call, [referAsked(call, leg, news)]];
    case "messageLeft":
      return [{ ...call, message: news.message }, []];
    default:
      return [call, []];
  }
}

const behindTimer = ([next, effects]: Next): Next => [next, [stop("step"), ...effects]];

/** Said anew when it begins or ceases to play something of its own. */
function holds(call: Joined, leg: LegId, plays = false): Next {
  const seat = seatOf(call, leg);
  const known = call.holders.includes(leg);
  if (known && (seat?.plays ?? false) === plays) return [call, []];
  const holders = known ? call.holders : [...call.holders, leg];
  const then = seatWith({ ...call, holders }, leg, { plays });
  return [then, toOthers(call, leg, { do: "hold", ...(plays && { plays }) })];
}

function resumes(call: Joined, leg: LegId): Next {
  if (!call.holders.includes(leg)) return [call, []];
  const holders = call.holders.filter((one) => one !== leg);
  const [then, records] = startedIfDue({ ...call, holders });
  return [then, [...toOthers(call, leg, { do: "resume" }), ...records]];
}

/** What came with the sound reaches everybody but our own parties: they are told. */
function pressed(
  call: Joined,
  leg: LegId,
  { digit, by }: LegEvent & { readonly on: "digit" },
): readonly CallEffect[] {
  const command = { do: "sendDigit" as const, digit };
  if (by === "signal") return toOthers(call, leg, command);
  const own = call.members.filter((one) => one !== leg && isOurs(call, one));
  return own.map((one) => tell(one, command));
}

function isOurs(call: Joined, leg: LegId): boolean {
  const to = seatOf(call, leg)?.target.to;
  return to !== undefined && to !== "caller" && to !== "device" && to !== "outside";
}

const toOthers = (
  { members }: Joined,
  leg: LegId,
  command: Parameters<typeof tell>[1],
): readonly CallEffect[] => members.filter((one) => one !== leg).map((one) => tell(one, command));

/** One party alone has nobody to talk to. Losers of the ringing end on their own. */
function wentAway(call: Joined, leg: LegId, cause: Cause, facts: CallFacts): Next {
  const before = seatOf(call, leg);
  if (!before || before.phase === "over") return [call, []];
  const now = withoutRecorder(left(call, leg, before.cause ?? cause), leg);
  const members = call.members.filter((one) => one !== leg);
  if (members.length > 1 && !endsWith(call, leg)) return [{ ...now, members }, []];
  return finish(now, ended(call, cause), facts);
}

function ended(call: Joined, cause: Cause): Ended {
  const { members, answered, message, recordings, seats } = call;
  const [, with2] = members;
  const seat = seats.find(({ leg }) => leg === with2);
  return {
    cause,
    ...(seat && { joined: { at: answered, to: seat.target } }),
    ...(message !== undefined && { message }),
    ...transferIn(call),
    ...(recordings && { recordings }),
  };
}
