/**
 * Wake-up calls: the telephone rings at its time, and says what time it is. The settings keep them,
 * so that they outlive a restart; one that nobody answers comes again, twice.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, minutes, type WallTime } from "#kit/time.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { minuteOf } from "#telephony/directing/times.ts";
import { withServices } from "#telephony/services/service.ts";
import type { Clock } from "#world/clock.ts";

export interface WakeUpMeans {
  readonly clock: Clock;
  readonly settings: SettingsStore;
  /** Rings the telephone, and tells what time it is to who lifts it. */
  readonly wake: (device: string) => void;
}

/** What such a call is to. */
export const wakeUp = "wake-up";
const mostTimes = 3;
const again = minutes(5);

export class WakeUps {
  readonly #of: WakeUpMeans;
  /** How often each telephone has rung in vain; not kept over a restart. */
  readonly #times = new Map<string, number>();
  readonly #later = new Set<Cancel>();
  #alarm: Cancel | undefined;

  constructor(of: WakeUpMeans) {
    this.#of = of;
  }

  /** The settings may say something new. */
  use(): void {
    const wanted = Object.keys(this.#wakeUps()).length > 0;
    if (wanted) this.#alarm ??= this.#nextMinute();
    else this.#rest();
  }

  /** A call is over: perhaps one that nobody answered. */
  ended({ to, via: device, answered }: CallRecord): void {
    if (to !== wakeUp || device === undefined) return;
    const times = (this.#times.get(device) ?? 0) + 1;
    this.#times.set(device, times);
    if (answered !== undefined || times >= mostTimes) return void this.#times.delete(device);
    const { clock, wake } = this.#of;
    const cancel = clock.at(after(clock.now(), again), () => {
      this.#later.delete(cancel);
      wake(device);
    });
    this.#later.add(cancel);
  }

  close(): void {
    this.#rest();
    for (const cancel of this.#later) cancel();
    this.#later.clear();
  }

  #wakeUps(): Readonly<Record<string, string>> {
    return this.#of.settings.current().services.wakeUps;
  }

  #rest(): void {
    this.#alarm?.();
    this.#alarm = undefined;
  }

  /** Looks at the clock on the wall each minute: it may be set, and summer may begin. */
  #nextMinute(): Cancel {
    const { clock } = this.#of;
    const rest = millis(minutes(1) - (clock.wallTime() % minutes(1)));
    return clock.at(after(clock.now(), rest), () => {
      this.#alarm = undefined;
      this.#look(clock.wallTime());
      this.use();
    });
  }

  #look(now: WallTime): void {
    const { owner } = this.#of.settings.current();
    const { minute } = localTime(now, owner.timeZone);
    const due = Object.entries(this.#wakeUps()).filter(([, at]) => minuteOf(at) === minute);
    for (const [device] of due) {
      this.#forget(device);
      this.#of.wake(device);
    }
  }

  #forget(device: string): void {
    void this.#of.settings.change((now) => {
      const { [device]: _rung, ...wakeUps } = now.services.wakeUps;
      return withServices({ wakeUps })(now);
    }, "wake-up");
  }
}
