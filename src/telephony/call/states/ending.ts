/** A call that is over for people: goodbyes are on their way. */
import { seconds } from "#kit/time.ts";
import type { CallEffect, CallEvent, CallFacts, CallSoFar, CallState } from "../call.ts";
import { because, type Cause, type LegId } from "../leg.ts";
import { type Ended, recordOf } from "../outcome.ts";
import { allDismissed, isThere, left, type Next, stop, watchesOf } from "../seats.ts";

/** Longer than any protocol takes to give up (RFC 3261: 64·T1 = 32 s). */
const longestGoodbye = seconds(35);

/** From any state: everybody who is still there is told to go, with the cause, and the call is recorded. */
export function finish(call: CallSoFar, ended: Ended, facts: CallFacts): Next {
  const { about, seats, decision } = call;
  const legs = seats.map(({ leg }) => leg);
  const plain: CallSoFar = { about, seats, ...(decision && { decision }) };
  const [then, goodbyes] = allDismissed(plain, legs, ended.cause);
  const record = recordOf(call, ended, facts.now);
  const timers = legsOf(call).flatMap(watchesOf);
  const effects: CallEffect[] = [
    ...["directing" as const, "step" as const, "total" as const, ...timers].map(stop),
    ...goodbyes,
    { do: "record", entry: record },
  ];
  if (!then.seats.some(isThere)) return [{ ...then, name: "over", record }, effects];
  const wait: CallEffect = { do: "startTimer", timer: "goodbye", after: longestGoodbye };
  return [{ ...then, name: "ending", record }, [...effects, wait]];
}

/** Those that are made, and those that still wait for their turn. */
function legsOf(call: CallSoFar | CallState): readonly LegId[] {
  const attempts = "run" in call ? call.run.attempts : [];
  return [...new Set([...call.seats, ...attempts].map(({ leg }) => leg))];
}

export function ending(call: CallState & { name: "ending" }, event: CallEvent): Next {
  switch (event.on) {
    case "leg":
      if (event.event.on === "recorded") return recorded(call, event.event.recording);
      if (event.event.on === "messageLeft") return kept(call, event.event.message);
      return event.event.on === "ended" ? gone(call, event.leg, event.event.cause) : [call, []];
    case "timer":
      return event.timer === "goodbye" ? [over(call), []] : [call, []];
    default:
      return [call, []];
  }
}

/** A caller who hung up has left a message: its last seconds are written behind the goodbye. */
function kept(call: CallState & { name: "ending" }, message: string): Next {
  return [{ ...call, record: { ...call.record, message, outcome: "message" } }, []];
}

/** Of a recording, too. */
function recorded(call: CallState & { name: "ending" }, recording: string): Next {
  const recordings = [...(call.record.recordings ?? []), recording];
  return [{ ...call, record: { ...call.record, recordings } }, []];
}

function gone(call: CallState & { name: "ending" }, leg: LegId, cause: Cause): Next {
  const before = call.seats.find((seat) => seat.leg === leg);
  const now = left(call, leg, before?.cause ?? cause);
  return now.seats.some(isThere) ? [now, []] : [over(now), [stop("goodbye")]];
}

/** Whoever said nothing to the end counts as lost. */
function over(call: CallState & { name: "ending" }): CallState {
  const lost = call.seats.filter(isThere).map(({ leg }) => leg);
  const quiet = lost.reduce((now, leg) => left(now, leg, because("lost")), call);
  return { ...quiet, name: "over" };
}
