import {
  type OffHookEffect,
  type OffHookEvent,
  type OffHookFacts,
  type OffHookState,
  offHookMachine,
  startOffHook,
} from "#media/callerId/offHook.ts";
import { type PlanPlayer, planPlayer } from "#media/callerId/planPlayer.ts";
import { BLOCK_MS, LOOP_RATE } from "#media/loop/loop.ts";

/** The call-waiting machine on a line: its pieces as sound, its timer counted in blocks of 10 ms. */
export class WaitingCaller {
  readonly #facts: OffHookFacts;
  #state: OffHookState;
  #piece: PlanPlayer | undefined;
  #isMuted = false;
  #left = Number.POSITIVE_INFINITY;
  #told: boolean | undefined;

  constructor(facts: OffHookFacts) {
    this.#facts = facts;
    const [state, effects] = startOffHook(facts);
    this.#state = state;
    this.#perform(effects);
  }

  /** Neither end hears the other. */
  get isMuted(): boolean {
    return this.#isMuted;
  }

  get isOver(): boolean {
    return this.#state.name === "over";
  }

  /** Once: whether the telephone was told who waits. */
  takeReport(): boolean | undefined {
    const told = this.#told;
    this.#told = undefined;
    return told;
  }

  /** A key that the set pressed while it was muted: perhaps its acknowledgement. */
  hears(key: string): void {
    this.#step({ on: "ackHeard", key });
  }

  /** What the set hears instead of the call; nothing is written while it hears the call. */
  fill(audio: Int16Array): void {
    if (this.#isMuted) this.#piece?.next(audio);
  }

  /** Ten milliseconds have passed. */
  passes(): void {
    this.#left -= BLOCK_MS;
    if (this.#left > 0) return;
    this.#left = Number.POSITIVE_INFINITY;
    this.#step({ on: "timer", timer: "piece" });
  }

  #step(event: OffHookEvent): void {
    const [state, effects] = offHookMachine.step(this.#state, event, this.#facts);
    this.#state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly OffHookEffect[]): void {
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: OffHookEffect): void {
    switch (effect.do) {
      case "mute":
        this.#isMuted = true;
        return;
      case "unmute":
        this.#isMuted = false;
        this.#piece = undefined;
        return;
      case "play":
        this.#piece = planPlayer({ pieces: [effect.piece, silent] }, LOOP_RATE);
        return;
      case "startTimer":
        this.#left = effect.after;
        return;
      case "stopTimer":
        this.#left = Number.POSITIVE_INFINITY;
        return;
      case "report":
        this.#told = effect.told;
        return;
    }
  }
}

/** Behind a piece that ends within a block. */
const silent = { name: "silence" } as const;
