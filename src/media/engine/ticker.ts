import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import { FRAME_MS } from "#media/codec/codec.ts";
import type { Clock } from "#world/clock.ts";

/** Ports are spread over so many moments of a slot, so that a box full of them works evenly. */
const PHASES = 4;
const STEP = FRAME_MS / PHASES;

/** What a port does once a slot. `slot` counts without gaps in time: timestamps follow it; `at` is when it was due. */
export type Tick = (slot: number, at: Instant) => void;

/**
 * The one pulse of all mixed audio: slot n is due at start + n × 20 ms, however late the last one
 * was. Who is more than a slot late skips to the present; nothing is ever made up for in a burst.
 * Without members it sets no alarm.
 */
export class Ticker {
  /** Slots that were never done because we came too late: a measure of an overloaded machine. */
  skipped = 0;
  readonly #clock: Clock;
  readonly #phases: readonly Set<Tick>[] = Array.from({ length: PHASES }, () => new Set<Tick>());
  readonly #start: Instant;
  /** The next step to do; each is a phase of a slot. */
  #step = 0;
  #cancel: Cancel | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock.now();
  }

  join(tick: Tick): Cancel {
    const own: Tick = (slot, at) => tick(slot, at);
    const phase = this.#emptiest();
    phase.add(own);
    if (!this.#cancel) this.#begin();
    return () => {
      phase.delete(own);
      if (this.isIdle) this.#rest();
    };
  }

  get isIdle(): boolean {
    return this.#phases.every(({ size }) => size === 0);
  }

  #emptiest(): Set<Tick> {
    return this.#phases.reduce((least, phase) => (phase.size < least.size ? phase : least));
  }

  #begin(): void {
    this.#step = Math.max(this.#step, this.#present() + 1);
    this.#arm();
  }

  #rest(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** The last step that is due; a hair is allowed for, as clocks count in fractions. */
  #present(): number {
    return Math.floor((this.#clock.now() - this.#start) / STEP + 1e-6);
  }

  #arm(): void {
    while (this.#phases[this.#step % PHASES]?.size === 0) this.#step += 1;
    this.#cancel = this.#clock.at(this.#due(this.#step), () => this.#wake());
  }

  #due(step: number): Instant {
    return after(this.#start, millis(step * STEP));
  }

  #wake(): void {
    const present = Math.max(this.#step, this.#present());
    const late = Math.floor((present - this.#step) / PHASES);
    this.skipped += late;
    this.#step += late * PHASES;
    while (this.#step <= present) this.#do(this.#step++);
    this.#cancel = undefined;
    if (!this.isIdle) this.#arm();
  }

  #do(step: number): void {
    const slot = Math.floor(step / PHASES);
    for (const tick of this.#phases[step % PHASES] ?? []) tick(slot, this.#due(step));
  }
}
