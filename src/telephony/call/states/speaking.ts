/**
 * The caller speaks one way into telephones. It ends when the caller has spoken, when nobody is left
 * to hear, or when the time is up; a key pressed by one who hears makes it a call of both.
 */
import { seconds } from "#kit/time.ts";
import type { Attempt, CallEvent, CallFacts, CallSoFar, CallState } from "../call.ts";
import { because, type Cause, type LegEvent, type LegId } from "../leg.ts";
import {
  allDismissed,
  callerOf,
  isLeaving,
  left,
  type Next,
  putThrough,
  seatOf,
  seatWith,
  stop,
  tell,
} from "../seats.ts";
import { finish } from "./ending.ts";

type Speaking = CallState & { readonly name: "speaking" };

/** The first telephone hears: from now on the caller is answered, and nothing is sent to it. */
export function beginSpeaking(call: CallSoFar, by: Attempt, { now }: CallFacts): Next {
  const caller = callerOf(call);
  const { about, seats, decision } = seatWith(call, caller.leg, { phase: "answered" });
  return [
    {
      about,
      seats,
      ...(decision && { decision }),
      name: "speaking",
      answered: now,
      to: by.target,
    },
    [
      { do: "startTimer", timer: "step", after: seconds(by.oneWay ?? 0) },
      tell(caller.leg, { do: "answer", mode: "receiveOnly" }),
    ],
  ];
}

export function speaking(call: Speaking, event: CallEvent, facts: CallFacts): Next {
  switch (event.on) {
    case "leg":
      return event.leg === callerOf(call).leg
        ? callerSays(call, event.event, facts)
        : calledSays(call, event.leg, event.event, facts);
    case "timer":
      return event.timer === "step" ? over(call, because("normal"), facts) : [call, []];
    case "endAsked":
      return over(call, event.cause, facts);
    case "shellFailed":
      return over(call, because("failed"), facts);
    default:
      return [call, []];
  }
}

const over = (call: Speaking, cause: Cause, facts: CallFacts): Next =>
  finish(call, { cause, joined: { at: call.answered, to: call.to } }, facts);

function callerSays(call: Speaking, news: LegEvent, facts: CallFacts): Next {
  const { leg } = callerOf(call);
  switch (news.on) {
    case "ended":
      return over(left(call, leg, news.cause), news.cause, facts);
    case "transferAsked":
      return [call, [tell(leg, { do: "refuseTransfer" })]];
    default:
      return [call, []];
  }
}

function calledSays(call: Speaking, leg: LegId, news: LegEvent, facts: CallFacts): Next {
  const seat = seatOf(call, leg);
  if (!seat || seat.phase === "over") return [call, []];
  if (news.on === "ended") return wentAway(call, leg, seat.cause ?? news.cause, facts);
  if (isLeaving(seat)) return [call, []];
  switch (news.on) {
    case "ringing":
      return seat.phase === "inviting"
        ? [seatWith(call, leg, { phase: "ringing" }), []]
        : [call, []];
    case "answered":
      return [seatWith(call, leg, { phase: "answered", manner: news.manner ?? "oneWay" }), []];
    case "digit":
    case "flash":
      return seat.phase === "answered" ? talkBack(call, leg) : [call, []];
    case "transferAsked":
      return [call, [tell(leg, { do: "refuseTransfer" })]];
    default:
      return [call, []];
  }
}

/** Those who still ring may yet hear; when nobody can, the caller is not left speaking to itself. */
function wentAway(call: Speaking, leg: LegId, cause: Cause, facts: CallFacts): Next {
  const now = left(call, leg, cause);
  const [, ...called] = now.seats;
  return called.every(isLeaving) ? over(now, cause, facts) : [now, []];
}

/** The owner's wish, by a key: the caller hears from now on, and the others are let go. */
function talkBack(call: Speaking, leg: LegId): Next {
  const caller = callerOf(call);
  const others = call.seats.slice(1).filter((seat) => seat.leg !== leg);
  const [then, goodbyes] = allDismissed(
    call,
    others.map((seat) => seat.leg),
    because("answeredElsewhere"),
  );
  return [
    putThrough(then, leg, call.answered),
    [stop("step"), ...goodbyes, tell(caller.leg, { do: "talkBack" })],
  ];
}
