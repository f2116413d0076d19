import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, type Millis, type WallTime, wallTime } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import { type Alarm, alarmHeap } from "#world/sim/alarmHeap.ts";

/** A clock that moves only when told; equal deadlines fire in the order they were set. */
export class VirtualClock implements Clock {
  #now = 0 as Instant;
  #order = 0;
  #pending = 0;
  readonly #alarms = alarmHeap();
  readonly #began: number;
  /** By how much people have set it. */
  #set = 0;

  /** `began`: what people's clocks showed at instant 0. */
  constructor(began: WallTime = wallTime(Date.UTC(2026, 10, 24, 14, 0))) {
    this.#began = began;
  }

  now(): Instant {
    return this.#now;
  }

  wallTime(): WallTime {
    return wallTime(this.#began + this.#set + this.#now);
  }

  steadyTime(): WallTime {
    return wallTime(this.#began + this.#now);
  }

  /** Somebody sets the clock by so much, forwards or back; nothing else has passed. */
  jumps(by: number): void {
    this.#set += by;
  }

  at(due: Instant, wake: () => void): Cancel {
    const alarm: Alarm = { due, order: this.#order++, wake };
    this.#alarms.put(alarm);
    this.#pending += 1;
    return () => {
      if (alarm.wake) this.#pending -= 1;
      alarm.wake = undefined;
    };
  }

  /** How many alarms are set: what a leak check counts. */
  get pending(): number {
    return this.#pending;
  }

  /** Lets time pass, waking each alarm at its own moment. */
  runs(wait: Millis): void {
    const end = after(this.#now, wait);
    while (this.wakesNext(end));
    this.#now = end;
  }

  /** Goes to the next alarm that is due by `end` and wakes it; false when there is none, and it is `end` then. */
  wakesNext(end: Instant): boolean {
    const next = this.#alarms.takeDue(end);
    if (!next) {
      this.#now = Math.max(this.#now, end) as Instant;
      return false;
    }
    this.#now = Math.max(this.#now, next.due) as Instant;
    this.#pending -= 1;
    const { wake } = next;
    next.wake = undefined;
    wake?.();
    return true;
  }
}
