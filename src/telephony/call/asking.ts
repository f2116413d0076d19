/**
 * The attendant in a call: it asks a called party whether to take the call, or the caller who it is
 * or which key. One for each party that is asked, as a leg of its own; it goes when nobody is asked.
 */
import type { Attempt, CallEffect, CallSoFar, CallState, Seat } from "./call.ts";
import type { Trial, Trying } from "./launch.ts";
import { because, type LegId } from "./leg.ts";
import type { Question } from "./legTarget.ts";
import { calledBy } from "./outcome.ts";
import type { PlanStep } from "./plan.ts";
import {
  allDismissed,
  callerOf,
  createLeg,
  isLeaving,
  moved,
  type Next,
  nextLeg,
  seated,
  seatOf,
  tell,
} from "./seats.ts";

/** What the caller is asked before the step goes on. */
export function questionTo(step: PlanStep, call: CallSoFar): Question | undefined {
  if (step.do === "screen") return { ask: step.by };
  if (step.do !== "ask") return undefined;
  const { prompt, for: wait, keys, extensions, asked } = step;
  return {
    ...{ ask: "key", prompt, for: wait, keys: keys.map(({ key }) => key) },
    ...(extensions && { extensions: true }),
    ...(asked?.called !== undefined && { before: becameOf(call, asked.called) }),
  };
}

/** Of those that were called since there were so many. */
function becameOf(call: CallSoFar, since: number): "unknown" | "busy" | "nobody" {
  const last = calledBy(call).slice(since).at(-1);
  const kind = last ? last.cause?.kind : "unknown";
  return kind === "unknown" || kind === "busy" ? kind : "nobody";
}

/** Puts the attendant into that party's ear. */
export function asked(state: Trying, asks: LegId, question: Question): Trial {
  const leg = nextLeg(state, state.run.attempts);
  const target = { to: "attendant", asks, question } as const;
  const ring = { do: "ring", caller: state.about.from, whenBusy: "skip" } as const;
  return [
    seated(state, { leg, target, phase: "inviting" }),
    [createLeg(leg, target), tell(leg, ring)],
  ];
}

/** The caller hears the question: it is answered for that, as nobody hears a caller before. */
export function askedCaller(state: Trying, question: Question): Trial {
  const { leg, phase } = callerOf(state);
  const [then, effects] = asked(moved(state, leg, "answered"), leg, question);
  const attendant = then.seats.at(-1);
  const run = { ...then.run, ...(attendant && { asks: attendant.leg }) };
  const answer: CallEffect = tell(leg, { do: "answer", mode: "normal" });
  return [{ ...then, run }, [...(phase === "answered" ? [] : [answer]), ...effects]];
}

/** Who has lifted hears who calls, and chooses. */
export function askedCalled(state: Trying, { leg, screened }: Attempt): Trial {
  const { recording } = state.run;
  const question: Question = screened
    ? { ask: "screened", ...(recording !== undefined && { recording }) }
    : { ask: "take" };
  return asked(moved(state, leg, "confirming"), leg, question);
}

/** The attendant that asks that party now. */
export const attendantOf = ({ seats }: CallSoFar, asks: LegId): Seat | undefined =>
  seats.find((seat) => asksThat(seat, asks) && !isLeaving(seat));

const asksThat = ({ target }: Seat, asks: LegId): boolean =>
  target.to === "attendant" && target.asks === asks;

/** What a party keys that is asked. */
export function keyedTo(call: Trying, asks: LegId, digit: string): Next {
  const attendant = attendantOf(call, asks);
  return [call, attendant ? [tell(attendant.leg, { do: "sendDigit", digit })] : []];
}

export const isConfirming = (call: CallSoFar, { leg }: Pick<Attempt, "leg">): boolean =>
  seatOf(call, leg)?.phase === "confirming";

/** Behind each step: attendants whose party is asked no longer are told to go. */
export function withoutIdleAttendants([state, effects]: Next): Next {
  if (state.name !== "trying" && state.name !== "speaking" && state.name !== "joined")
    return [state, effects];
  const idle = state.seats.filter((seat) => isIdle(seat, state)).map(({ leg }) => leg);
  if (idle.length === 0) return [state, effects];
  const [then, goodbyes] = allDismissed(state, idle, because("normal"));
  return [then, [...effects, ...goodbyes]];
}

function isIdle(seat: Seat, state: CallState): boolean {
  const { target } = seat;
  if (target.to !== "attendant" || isLeaving(seat)) return false;
  if (state.name !== "trying") return true;
  return state.run.asks !== seat.leg && seatOf(state, target.asks)?.phase !== "confirming";
}
