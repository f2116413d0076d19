/**
 * The call decides; legs only carry out.
 *
 *                                          parked, until it is taken or rung back
 *                                            ⇅
 *   fetching ──► directing ──► trying ──► joined ──► ending ──► over
 *   (own telephone first)      │  └──── nobody ────────▲
 *                              └──► speaking: one way ─┘ or joined, by a key
 *
 * Finds the state's file; after each step tells who hears whom, if that has changed.
 */
import type { Machine } from "#kit/machine.ts";
import { isLook, looked, usedUp, watched } from "./allowance.ts";
import { withoutIdleAttendants } from "./asking.ts";
import type { CallAbout, CallEffect, CallEvent, CallFacts, CallState } from "./call.ts";
import { earsOf } from "./ears.ts";
import { isSameHearing } from "./hearing.ts";
import { callerLeg, type Party } from "./leg.ts";
import type { LegTarget } from "./legTarget.ts";
import { carryingData, noteModem } from "./modem.ts";
import { createLeg, type Next, tell } from "./seats.ts";
import { directing, longestDirecting } from "./states/directing.ts";
import { ending } from "./states/ending.ts";
import { fetching, longestFetching } from "./states/fetching.ts";
import { joined } from "./states/joined.ts";
import { parked } from "./states/parked.ts";
import { speaking } from "./states/speaking.ts";
import { trying } from "./states/trying.ts";

/** A call that has come to us: from an account, or from one of our own telephones. */
export function startCall(about: CallAbout): Next {
  const seats = [
    { leg: callerLeg(about.id), target: { to: "caller" as const }, phase: "offered" as const },
  ];
  return [
    { about, seats, name: "directing" },
    [{ do: "startTimer", timer: "directing", after: longestDirecting }, { do: "direct" }],
  ];
}

/** A call asked for on the page: `own` is rung first and shows `party`; when it answers, the plan begins. */
export function fetchCall(about: CallAbout, own: LegTarget, party: Party): Next {
  const leg = callerLeg(about.id);
  return [
    { about, seats: [{ leg, target: own, phase: "inviting" }], name: "fetching" },
    [
      { do: "startTimer", timer: "step", after: longestFetching },
      createLeg(leg, own),
      tell(leg, { do: "ring", caller: party, whenBusy: "skip" }),
    ],
  ];
}

export const callMachine: Machine<CallState, CallEvent, CallEffect, CallFacts> = {
  name: "call",
  step(state, event, facts) {
    const stepped = withoutIdleAttendants(nextOf(noteModem(state, event), event, facts));
    const [next, effects] = watched(state, carryingData(state, stepped));
    return [next, withHearing(state, next, effects)];
  },
};

function nextOf(state: CallState, event: CallEvent, facts: CallFacts): Next {
  if (!isLook(event)) return stepState(state, event, facts);
  const next = looked(state, facts);
  return next === "end" ? stepState(state, { on: "endAsked", cause: usedUp }, facts) : next;
}

function stepState(state: CallState, event: CallEvent, facts: CallFacts): Next {
  switch (state.name) {
    case "fetching":
      return fetching(state, event, facts);
    case "directing":
      return directing(state, event, facts);
    case "trying":
      return trying(state, event, facts);
    case "speaking":
      return speaking(state, event, facts);
    case "joined":
      return joined(state, event, facts);
    case "parked":
      return parked(state, event, facts);
    case "ending":
      return ending(state, event);
    case "over":
      return [state, []];
  }
}

/** Behind the commands, so that legs exist and are answered; before the record, which is the end. */
function withHearing(
  before: CallState,
  now: CallState,
  effects: readonly CallEffect[],
): readonly CallEffect[] {
  if (before === now) return effects;
  const hearing = earsOf(now);
  if (isSameHearing(earsOf(before), hearing)) return effects;
  const at = effects.findIndex((effect) => effect.do === "record");
  const cut = at < 0 ? effects.length : at;
  return [...effects.slice(0, cut), { do: "hear", hearing }, ...effects.slice(cut)];
}
