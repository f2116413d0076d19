import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, type Millis, type WallTime, wallTime } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

interface Alarm {
  readonly due: Instant;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that moves only when told; equal deadlines fire in the order they were set. */
export class VirtualClock implements Clock {
  #now = 0 as Instant;
  #order = 0;
  readonly #alarms = new Set<Alarm>();
  readonly #began: number;

  /** `began`: what people's clocks showed at instant 0. */
  constructor(began: WallTime = wallTime(Date.UTC(2026, 10, 24, 14, 0))) {
    this.#began = began;
  }

  now(): Instant {
    return this.#now;
  }

  wallTime(): WallTime {
    return wallTime(this.#began + this.#now);
  }

  at(due: Instant, wake: () => void): Cancel {
    const alarm: Alarm = { due, order: this.#order++, wake };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** How many alarms are set: what a leak check counts. */
  get pending(): number {
    return this.#alarms.size;
  }

  /** Lets time pass, waking each alarm at its own moment. */
  runs(wait: Millis): void {
    const end = after(this.#now, wait);
    for (let next = this.#next(); next && next.due <= end; next = this.#next()) this.#wake(next);
    this.#now = end;
  }

  #wake(alarm: Alarm): void {
    this.#alarms.delete(alarm);
    this.#now = Math.max(this.#now, alarm.due) as Instant;
    alarm.wake();
  }

  #next(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms)
      if (!first || alarm.due < first.due || (alarm.due === first.due && alarm.order < first.order))
        first = alarm;
    return first;
  }
}
