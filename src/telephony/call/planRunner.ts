/**
 * Carries out a plan: each step rings its targets together or in turn, for so long, and gives way
 * to the next. Who answers first is for `states/trying.ts`.
 *
 *   enter step ──► attempts ring ──► one answers ──────────────► won
 *        ▲             │ one fails: its next account, its neighbour's turn, or nobody is left
 *        └─────────────┴──────── time is up ◄──
 *   no step left: the caller is told why (480), never left in silence
 */
import { askedCaller, isConfirming, questionTo } from "./asking.ts";
import type { Attempt, CallEffect, CallEvent, CallFacts, CallSoFar } from "./call.ts";
import { loopOf, sentElsewhere, tellsForwarded } from "./forwarded.ts";
import { delay, launched, nextRoute, replaced, type Trial, type Trying } from "./launch.ts";
import { because, type Cause, type LegId } from "./leg.ts";
import { refusedBy, saidOfNobody, whyNobody } from "./nobody.ts";
import type { Plan } from "./plan.ts";
import { isKept, named, parted, same } from "./ringOn.ts";
import {
  allDismissed,
  dismissed,
  isThere,
  type Next,
  nextLeg,
  seated,
  seatOf,
  shortName,
  stop,
  watchesOf,
} from "./seats.ts";
import { finish } from "./states/ending.ts";
import { saidOf } from "./steps/decide.ts";
import { patience, prepare } from "./steps/prepare.ts";

const first = (effects: readonly CallEffect[], [state, later]: Next): Next => [
  state,
  [...effects, ...later],
];

/** Goes on with the first of these steps that reaches somebody. `before`: attempts of the step that ends. */
export function nextStep(
  call: CallSoFar,
  rest: Plan,
  before: readonly Attempt[],
  facts: CallFacts,
): Next {
  const [step, ...later] = rest;
  const loop = loopOf(call);
  if (loop) return finish(call, { cause: loop, rejected: true }, facts);
  if (!step) return nobodyLeft(call, before, facts);
  switch (step.do) {
    case "reject":
      return finish(call, refusedBy(step.cause, call), facts);
    case "decide": {
      const said = saidOf(step);
      if (said) return nextStep(call, [...said, ...later], before, facts);
      return enter(call, { now: step, rest: later, attempts: before }, facts);
    }
    case "ring":
      if (step.for === 0 && !step.keepRinging) return nextStep(call, later, before, facts);
      return enter(call, { now: step, rest: later, attempts: before }, facts);
    case "forward":
      return (
        sentElsewhere(call, step, facts) ??
        enter(call, { now: step, rest: later, attempts: before }, facts)
      );
    case "service":
      if (step.after && whyNobody(call).kind !== step.after)
        return nextStep(call, later, before, facts);
      return enter(call, { now: step, rest: later, attempts: before }, facts);
    default:
      return enter(call, { now: step, rest: later, attempts: before }, facts);
  }
}

function nobodyLeft(call: CallSoFar, attempts: readonly Attempt[], facts: CallFacts): Next {
  const now = saidOfNobody(call);
  if (now) return enter(call, { now, rest: [], attempts }, facts);
  return finish(call, { cause: whyNobody(call) }, facts);
}

function enter(call: CallSoFar, run: Trying["run"], facts: CallFacts): Next {
  const { now, rest } = run;
  const { fresh, never } = prepare(now, call, facts);
  const [kept, dropped] = parted(run.attempts, now, fresh);
  const legs = dropped.map(({ leg }) => leg);
  const [then, goodbyes] = allDismissed(call, legs, because("noAnswer"));
  const effects = [...legs.flatMap(watchesOf).map(stop), ...goodbyes];
  const noted = never.reduce(
    (soFar: CallSoFar, seat) => seated(soFar, { ...seat, leg: nextLeg(soFar, kept) }),
    then,
  );
  const missing = fresh.filter(({ target }) => !kept.some((one) => same(one.target, target)));
  const attempts = named(missing, noted, kept);
  if (now.do !== "ask" && now.do !== "decide" && attempts.every(isKept))
    return first(effects, nextStep(noted, rest, attempts, facts));
  const { about, seats, decision } = noted;
  const run2 = { now, rest, attempts };
  const trying: Trying = {
    about,
    seats,
    ...(decision && { decision }),
    name: "trying",
    run: run2,
  };
  return first([...effects, ...tellsForwarded(trying)], begun(trying, missing.length));
}

/** The step's time begins, its attempts are made, delays are set. The last `fresh` attempts are new. */
function begun(state: Trying, fresh: number): Trial {
  const { attempts, now } = state.run;
  const question = questionTo(now, state);
  if (question) return behindClock(askedCaller(state, question));
  const wait = patience(now, state);
  const clock: CallEffect =
    wait !== undefined ? { do: "startTimer", timer: "step", after: wait } : stop("step");
  const asks: CallEffect[] = now.do === "decide" ? [{ do: "consult", step: now }] : [];
  let [then, effects]: Trial = [state, [clock, ...asks]];
  for (const attempt of attempts.slice(attempts.length - fresh)) {
    const [made, said] =
      attempt.wait === undefined ? launched(then, attempt) : [then, delay(attempt)];
    then = made;
    effects = [...effects, ...said];
  }
  return [then, effects];
}

/** Who is asked takes its own time. */
const behindClock = ([state, effects]: Trial): Trial => [state, [stop("step"), ...effects]];

/** The caller has said who it is: the step's time begins, and whoever waited for that is rung. */
export function launchedAsked(state: Trying): Trial {
  const waiting = state.run.attempts.filter(({ wait }) => wait === "asked");
  const patient = patience(state.run.now, state);
  let [then, effects]: Trial = [state, []];
  for (const attempt of waiting) {
    const [made, said] = launched(then, attempt);
    [then, effects] = [made, [...effects, ...said]];
  }
  if (waiting.length === 0 || !patient) return [then, effects];
  return [then, [{ do: "startTimer", timer: "step", after: patient }, ...effects]];
}

/** The attempt of that leg is over: its next account, or without it. `state` knows already that the leg has gone. */
export function attemptFailed(state: Trying, leg: LegId, cause: Cause, facts: CallFacts): Next {
  const attempt = state.run.attempts.find((one) => one.leg === leg);
  if (!attempt) return [state, []];
  const quiet = watchesOf(leg).map(stop);
  if (attempt.routes.length > 0 && isWorthAnother(cause, state)) {
    const [then, effects] = nextRoute(replaced(state, leg, []), attempt);
    return [then, [...quiet, ...effects]];
  }
  return first(quiet, goOn(replaced(state, leg, []), facts));
}

/** What the next account can do better: who is called did not speak. A call for help is always worth another. */
function isWorthAnother({ kind }: Cause, { about }: Trying): boolean {
  if (about.emergency) return true;
  return !["busy", "rejected", "noAnswer", "unknown", "anonymousRefused", "unproven"].includes(
    kind,
  );
}

/** With whoever is left: they ring, it is somebody's turn, or the step is over. */
function goOn(state: Trying, facts: CallFacts): Next {
  const { now, attempts, rest } = state.run;
  if (now.do === "decide") return [state, []]; // its answer is awaited, whoever rings beside
  const own = attempts.filter((one) => !isKept(one));
  if (own.some(({ wait }) => wait === undefined)) return [state, []];
  const [waiting] = own;
  if (!waiting) return nextStep(state, rest, attempts, facts);
  if (waiting.wait === "asked") return [state, []];
  return first(ownClock(state, waiting), launched(state, waiting));
}

/** In turn, the time is each one's own. */
function ownClock(state: Trying, { wait }: Attempt): readonly CallEffect[] {
  const patient = patience(state.run.now, state);
  return wait === "turn" && patient ? [{ do: "startTimer", timer: "step", after: patient }] : [];
}

/** The step's time is up, or in turn that of whoever rings now. Who has lifted may still choose. */
export function timeIsUp(state: Trying, facts: CallFacts): Next {
  const { now, attempts, rest } = state.run;
  if (now.do === "decide") return nextStep(state, [...now.otherwise, ...rest], attempts, facts);
  const next = attempts.find(({ wait }) => wait === "turn");
  const choosing = attempts.some((one) => isConfirming(state, one));
  if (!next && !choosing) return nextStep(state, rest, attempts, facts);
  const ringing = attempts.filter(
    (one) => one.wait === undefined && !isKept(one) && !isConfirming(state, one),
  );
  const legs = ringing.map(({ leg }) => leg);
  const [then, goodbyes] = allDismissed(state, legs, because("noAnswer"));
  const without = legs.reduce((now, leg) => replaced(now, leg, []), then);
  const quiet = legs.flatMap(watchesOf).map(stop);
  return first([...quiet, ...goodbyes], goOn(without, facts));
}

/** A service has said what to do, or it is known why it does not. */
export function consulted(
  state: Trying,
  { decision, then }: CallEvent & { readonly on: "consulted" },
  facts: CallFacts,
): Next {
  const { now, attempts, rest } = state.run;
  if (now.do !== "decide") return [state, []];
  return nextStep({ ...state, decision }, [...then, ...rest], attempts, facts);
}

/** A delay is over. */
export function delayIsOver(state: Trying, name: string): Next {
  const attempt = state.run.attempts.find(({ leg }) => shortName(leg) === name);
  return attempt?.wait === undefined ? [state, []] : launched(state, attempt);
}

/** An account said nothing, or brings no ringing: the next one is tried. A call for help goes on with both. */
export function accountIsSlow(state: Trying, name: string, facts: CallFacts): Next {
  const attempt = state.run.attempts.find(({ leg }) => shortName(leg) === name);
  if (!attempt || attempt.wait !== undefined || attempt.routes.length === 0) return [state, []];
  const { leg } = attempt;
  if (state.about.emergency) {
    const [then, effects] = nextRoute(replaced(state, leg, [{ ...attempt, routes: [] }]), attempt);
    return [then, [...watchesOf(leg).map(stop), ...effects]];
  }
  const [then, goodbyes] = dismissed(state, leg, because("noResponse"));
  return first(goodbyes, attemptFailed(then, leg, because("noResponse"), facts));
}

/** RFC 3261 §8.1.3.4: a 3xx says where else; one is followed, where the owner may call there. */
export function redirected(
  state: Trying,
  leg: LegId,
  addresses: readonly string[],
  facts: CallFacts,
): Next {
  const attempt = state.run.attempts.find((one) => one.leg === leg);
  if (!attempt || attempt.followed) return [state, []];
  const endpoints = addresses.flatMap((address) => facts.reach({ address }));
  const found = endpoints.flatMap((one) => (one.to === "outside" ? one.routes : []));
  const routes = found.length > 0 ? found : attempt.routes;
  return [replaced(state, leg, [{ ...attempt, routes, followed: true }]), []];
}

/** Whose leg is still heard of in this step. */
export const attempting = (state: Trying, leg: LegId): Attempt | undefined => {
  const seat = seatOf(state, leg);
  return seat && isThere(seat) ? state.run.attempts.find((one) => one.leg === leg) : undefined;
};
