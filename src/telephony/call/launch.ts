/** An attempt of a step is made: its leg, its ringing, and how long its account may stay silent. */
import { seconds } from "#kit/time.ts";
import type { Attempt, CallAbout, CallEffect, CallState } from "./call.ts";
import type { LegId, Party } from "./leg.ts";
import { createLeg, nextLeg, seated, shortName, stop, tell } from "./seats.ts";

export type Trying = CallState & { readonly name: "trying" };
export type Trial = readonly [Trying, readonly CallEffect[]];

/** An account may stay silent for so long before the next one is tried. */
const silence = { usual: seconds(5), emergency: seconds(2) };
/** How long an emergency call waits for ringing (product, promise 3). */
const withoutRinging = seconds(6);

/** Makes the attempt's leg and rings it. */
export function launched(state: Trying, attempt: Attempt): Trial {
  const { leg, target } = attempt;
  const { wait: _, ...made } = attempt;
  const then = seated(replaced(state, leg, [made]), { leg, target, phase: "inviting" });
  const rings = rung(state.about, attempt);
  return [then, [stop(`after ${shortName(leg)}`), ...rings, ...watch(state, attempt)]];
}

/** By another process than the one that was to ring it: once more, where it has not heard of it. */
export function rungAgain(state: CallState, leg: LegId): readonly CallEffect[] {
  if (state.name !== "trying") return [];
  const attempt = state.run.attempts.find((one) => one.leg === leg && one.wait === undefined);
  const isNew = state.seats.some((seat) => seat.leg === leg && seat.phase === "inviting");
  return attempt && isNew ? rung(state.about, attempt) : [];
}

function rung(about: CallAbout, attempt: Attempt): readonly CallEffect[] {
  const { leg, target, step, oneWay, existing } = attempt;
  const ring: CallEffect = tell(leg, {
    do: "ring",
    caller: shownAs(shownCaller(about), step.shown),
    whenBusy: step.whenBusy,
    ...(oneWay !== undefined && { oneWay: true }),
    ...(existing && { existing }),
    ...(step.cadence !== undefined && { cadence: step.cadence }),
    ...((about.emergency || step.emergency) && { emergency: true }),
  });
  return [createLeg(leg, target), ring];
}

/** As telephones show who calls; of a test, that it is one. */
function shownCaller({ from, test }: Pick<CallAbout, "from" | "test">): Party {
  if (test === undefined) return from;
  if (from.hidden) return { name: "Test" };
  const who = from.name ?? from.number ?? from.address;
  return { ...from, name: who === undefined ? "Test" : `Test: ${who}` };
}

/** Who wishes not to be shown stays so; that it was asked is shown all the same. */
function shownAs(from: Party, shown: string | undefined): Party {
  if (shown === undefined) return from;
  if (from.hidden) return { name: shown };
  return { ...from, name: from.name === undefined ? shown : `${shown}: ${from.name}` };
}

/** Only where another account could do better. */
function watch({ about }: Trying, { leg, routes }: Attempt): readonly CallEffect[] {
  if (routes.length === 0) return [];
  const name = shortName(leg);
  const quiet = about.emergency ? silence.emergency : silence.usual;
  const effects: CallEffect[] = [{ do: "startTimer", timer: `route ${name}`, after: quiet }];
  if (about.emergency)
    effects.push({ do: "startTimer", timer: `ringing ${name}`, after: withoutRinging });
  return effects;
}

/** It waits for its moment, or for its turn. */
export function delay({ wait, leg }: Attempt): readonly CallEffect[] {
  if (typeof wait !== "number") return [];
  return [{ do: "startTimer", timer: `after ${shortName(leg)}`, after: wait }];
}

/** That leg's attempt gives way to these. */
export function replaced(state: Trying, leg: LegId, by: readonly Attempt[]): Trying {
  const attempts = state.run.attempts.flatMap((one) => (one.leg === leg ? by : [one]));
  return { ...state, run: { ...state.run, attempts } };
}

/** The attempt goes on through its next account. */
export function nextRoute(state: Trying, { routes, ...attempt }: Attempt): Trial {
  const [route, ...rest] = routes;
  if (!route) return [state, []];
  const next = { ...attempt, leg: nextLeg(state, state.run.attempts), routes: rest };
  const made: Attempt = { ...next, target: { to: "outside", ...route } };
  const attempts = [...state.run.attempts, made];
  return launched({ ...state, run: { ...state.run, attempts } }, made);
}
