import type { Step } from "#kit/machine.ts";
import type { TransactionEffect, TransactionFacts } from "#sip/transaction/effects.ts";
import { type Sleeper, type TimerWheel, unset } from "#world/timerWheel.ts";

/** Every transaction hears this when its one alarm rings. */
export interface AlarmEvent {
  readonly on: "alarm";
}

/** A transaction's machine and who carries its effects out. */
export interface RunningTransaction<State, Event> {
  readonly step: (
    state: State,
    event: Event | AlarmEvent,
    facts: TransactionFacts,
  ) => Step<State, TransactionEffect>;
  readonly facts: TransactionFacts;
  /** All effects but `wake` and `rest`. */
  readonly perform: (effect: TransactionEffect) => void;
  readonly wheel: TimerWheel;
}

/**
 * Runs one transaction: one event at a time, the new state before its effects. Smaller than
 * MachineRunner, for these are many: one alarm in the wheel, no history, a queue only when an
 * effect posts back.
 */
export class TransactionRunner<State, Event> implements Sleeper {
  due = unset;
  slot = unset;
  readonly #running: RunningTransaction<State, Event>;
  #state: State;
  #busy = false;
  #waiting: (Event | AlarmEvent)[] | undefined;

  constructor(running: RunningTransaction<State, Event>, state: State) {
    this.#running = running;
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Carries out the effects of the first step. */
  begin(effects: readonly TransactionEffect[]): void {
    this.#busy = true;
    this.#perform(effects);
    this.#goOn();
  }

  post(event: Event | AlarmEvent): void {
    if (this.#busy) {
      this.#waiting ??= [];
      this.#waiting.push(event);
      return;
    }
    this.#busy = true;
    this.#step(event);
    this.#goOn();
  }

  wake(): void {
    this.post({ on: "alarm" });
  }

  #goOn(): void {
    for (let next = this.#waiting?.shift(); next !== undefined; next = this.#waiting?.shift())
      this.#step(next);
    this.#waiting = undefined;
    this.#busy = false;
  }

  #step(event: Event | AlarmEvent): void {
    const [state, effects] = this.#running.step(this.#state, event, this.#running.facts);
    this.#state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly TransactionEffect[]): void {
    for (const effect of effects)
      if (effect.do === "wake") this.#running.wheel.set(this, effect.after);
      else {
        if (effect.do === "rest" || effect.do === "bury" || effect.do === "end")
          this.#running.wheel.clear(this);
        if (effect.do !== "rest") this.#running.perform(effect);
      }
  }
}
