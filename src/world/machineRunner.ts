import type { Cancel } from "#kit/listeners.ts";
import type { Machine, ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import { after, between, type Instant, type Millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Log } from "#world/log.ts";

/** A machine as the runner sees it: its own events and effects, and those of timers. */
export type RunnableMachine<State, Timer extends string, Event, Effect, Facts> = Machine<
  State,
  Event | TimerEvent<Timer> | ShellFailed,
  Effect | TimerEffect<Timer>,
  Facts
>;

/** What a runner needs around a machine. */
export interface Running<State, Timer extends string, Event, Effect, Facts> {
  readonly machine: RunnableMachine<State, Timer, Event, Effect, Facts>;
  readonly start: State;
  /** Taken fresh for each event, so that a decision never sees a stale world. */
  readonly facts: () => Facts;
  /** Carries one effect out; synchronous. What it throws is a bug: logged, and told to the machine. */
  readonly perform: (effect: Effect) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Stands before each log line: `call/7f3a`. */
  readonly id: string;
  /** How many events to remember; 0 for machines that are many. */
  readonly history?: number;
}

/** One remembered event and the state after it. */
export interface Remembered<State, Event> {
  readonly at: Instant;
  readonly event: Event;
  readonly state: State;
}

/** Enough to go on elsewhere: plain data when the state is. */
export interface Snapshot<State, Timer extends string> {
  readonly state: State;
  readonly timers: readonly { readonly timer: Timer; readonly in: Millis }[];
}

interface Alarm {
  readonly due: Instant;
  readonly cancel: Cancel;
}

/**
 * Runs one machine: one event at a time, the state stored before the effects, the effects in
 * order, never re-entered. An effect may post; its event waits its turn. Everything that holds
 * state in this program is run by one of these.
 */
export class MachineRunner<State, Timer extends string, Event, Effect, Facts = undefined> {
  readonly #of: Running<State, Timer, Event, Effect, Facts>;
  #state: State;
  #busy = false;
  #stopped = false;
  readonly #mailbox: (Event | TimerEvent<Timer> | ShellFailed)[] = [];
  readonly #alarms = new Map<Timer, Alarm>();
  readonly #history: Remembered<State, Event | TimerEvent<Timer> | ShellFailed>[] = [];

  constructor(
    of: Running<State, Timer, Event, Effect, Facts>,
    resume?: Snapshot<State, Timer>["timers"],
  ) {
    this.#of = of;
    this.#state = of.start;
    for (const { timer, in: wait } of resume ?? []) this.#arm(timer, wait);
  }

  get state(): State {
    return this.#state;
  }

  /** The last events, oldest first, each with the state after it: for the crash file and for replay. */
  get history(): readonly Remembered<State, Event | TimerEvent<Timer> | ShellFailed>[] {
    return this.#history;
  }

  get snapshot(): Snapshot<State, Timer> {
    const now = this.#of.clock.now();
    const timers = [...this.#alarms].map(([timer, { due }]) => ({ timer, in: between(now, due) }));
    return { state: this.#state, timers };
  }

  /** Takes the event now, or as soon as the one in hand is done. After `stop` it is dropped. */
  post(event: Event | TimerEvent<Timer> | ShellFailed): void {
    if (this.#stopped) return;
    this.#mailbox.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#mailbox.shift(); next !== undefined; next = this.#mailbox.shift())
        this.#take(next);
    } finally {
      this.#busy = false;
    }
  }

  /** Carries out effects that were decided before the runner was there: a machine's first ones. */
  begin(effects: readonly (Effect | TimerEffect<Timer>)[]): void {
    const wasBusy = this.#busy;
    this.#busy = true;
    for (const effect of effects) this.#do(effect);
    this.#busy = wasBusy;
    const next = wasBusy ? undefined : this.#mailbox.shift();
    if (next !== undefined) this.post(next);
  }

  /** No alarm is left and nothing more is taken. */
  stop(): void {
    this.#stopped = true;
    this.#mailbox.length = 0;
    for (const { cancel } of this.#alarms.values()) cancel();
    this.#alarms.clear();
  }

  #take(event: Event | TimerEvent<Timer> | ShellFailed): void {
    const before = this.#state;
    const [state, effects] = this.#of.machine.step(before, event, this.#of.facts());
    this.#state = state;
    this.#remember(event, state);
    this.#of.log.debug?.(`${this.#of.id} {${nameOf(before)}} ${nameOf(event)} → ${nameOf(state)}`);
    for (const effect of effects) if (!this.#stopped) this.#do(effect);
  }

  #remember(event: Event | TimerEvent<Timer> | ShellFailed, state: State): void {
    const most = this.#of.history ?? 0;
    if (most === 0) return;
    this.#history.push({ at: this.#of.clock.now(), event, state });
    if (this.#history.length > most) this.#history.shift();
  }

  #do(effect: Effect | TimerEffect<Timer>): void {
    if (isTimerEffect<Timer>(effect)) {
      this.#alarms.get(effect.timer)?.cancel();
      this.#alarms.delete(effect.timer);
      if (effect.do === "startTimer") this.#arm(effect.timer, effect.after);
      return;
    }
    try {
      this.#of.perform(effect as Effect);
    } catch (error) {
      const what = nameOf(effect);
      this.#of.log.warn(`${this.#of.id} could not ${what}`, { error: String(error) });
      this.post({ on: "shellFailed", effect: what });
    }
  }

  #arm(timer: Timer, wait: Millis): void {
    const { clock } = this.#of;
    const due = after(clock.now(), wait);
    const cancel = clock.at(due, () => {
      this.#alarms.delete(timer);
      this.post({ on: "timer", timer });
    });
    this.#alarms.set(timer, { due, cancel });
  }
}

function isTimerEffect<Timer extends string>(effect: unknown): effect is TimerEffect<Timer> {
  const kind = (effect as { do?: string }).do;
  return kind === "startTimer" || kind === "stopTimer";
}

/** The word that names a state, an event or an effect in a log line. */
function nameOf(value: unknown): string {
  const { name, on, do: act, timer } = value as Record<string, unknown>;
  const word = name ?? on ?? act ?? "?";
  return timer === undefined ? String(word) : `${String(word)} ${String(timer)}`;
}
