import type { Millis } from "#kit/time.ts";

/** The next state, and what the shell must now do, in this order. */
export type Step<State, Effect> = readonly [state: State, effects: readonly Effect[]];

/** A pure decision: same state, event and facts in, same step out. States have a `name`, events an `on`, effects a `do`. */
export interface Machine<State, Event, Effect, Facts = undefined> {
  readonly name: string;
  step(state: State, event: Event, facts: Facts): Step<State, Effect>;
}

/** What a machine says about its timers; the runner performs it. One timer a name: starting it again moves it. */
export type TimerEffect<Timer extends string> =
  | { readonly do: "startTimer"; readonly timer: Timer; readonly after: Millis }
  | { readonly do: "stopTimer"; readonly timer: Timer };
/** What a machine hears when a timer is due. */
export interface TimerEvent<Timer extends string> {
  readonly on: "timer";
  readonly timer: Timer;
}
/** Performing an effect threw: a bug in the shell. The machine may end tidily, or ignore it. */
export interface ShellFailed {
  readonly on: "shellFailed";
  readonly effect: string;
}

/** Beside a machine's own effects: others may have to be told of the step. */
export interface ChangedEffect {
  readonly do: "changed";
}

/** The same machine; behind each step that is news comes the effect that says so. */
export const withNews = <State, Event, Effect, Facts>(
  machine: Machine<State, Event, Effect, Facts>,
  isNews: (next: State, before: State) => boolean,
): Machine<State, Event, Effect | ChangedEffect, Facts> => ({
  name: machine.name,
  step(state, event, facts) {
    const [next, effects] = machine.step(state, event, facts);
    return [next, isNews(next, state) ? [...effects, { do: "changed" }] : effects];
  },
});

/** Steps through events with fixed facts and gives back each step: what replay and table tests stand on. */
export function replay<State, Event, Effect, Facts>(
  machine: Machine<State, Event, Effect, Facts>,
  start: State,
  events: readonly Event[],
  facts: Facts,
): readonly Step<State, Effect>[] {
  const steps: Step<State, Effect>[] = [];
  let state = start;
  for (const event of events) {
    const step = machine.step(state, event, facts);
    steps.push(step);
    state = step[0];
  }
  return steps;
}
