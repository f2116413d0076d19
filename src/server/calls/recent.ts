/** What decisions ask of the past: who called lately, how long was talked outside today, and calls for help. */
import { hours, millis, minutes, type WallTime } from "#kit/time.ts";
import type { Store } from "#server/store/store.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";

/** No condition looks back further. */
const lookBack = hours(24);
/** Whoever was called for help may call back (3GPP speaks of some minutes; people need longer). */
const callBack = minutes(60);
const mostCalls = 5000;

interface Past {
  readonly at: WallTime;
  readonly from?: string;
  readonly minutes: number;
  readonly isHelp: boolean;
}

export class Recent {
  /** Oldest first. */
  readonly #calls: Past[] = [];

  /** Begins with what the store knows. */
  constructor(store: Pick<Store, "calls">, now: WallTime) {
    const { items } = store.calls.page(undefined, 500);
    for (const { record } of [...items].reverse())
      if (now - record.began < lookBack) this.note(record);
  }

  /** A call that is over. */
  note(record: CallRecord): void {
    const { began, from, emergency } = record;
    const caller = from.number ?? from.address;
    this.#calls.push({
      at: began,
      ...(caller !== undefined && { from: caller }),
      minutes: minutesOutside(record),
      isHelp: emergency === true,
    });
    if (this.#calls.length > mostCalls) this.#calls.shift();
  }

  /** When this caller called before, newest first. */
  earlier(caller: string | undefined, now: WallTime): readonly WallTime[] {
    if (caller === undefined) return [];
    const times = this.#within(lookBack, now).filter(({ from }) => from === caller);
    return times.map(({ at }) => at).reverse();
  }

  /** `since`: when the owner's day began. */
  minutesSince(since: WallTime): number {
    return this.#calls.filter(({ at }) => at >= since).reduce((sum, one) => sum + one.minutes, 0);
  }

  calledForHelp(now: WallTime): boolean {
    return this.#within(callBack, now).some(({ isHelp }) => isHelp);
  }

  #within(time: number, now: WallTime): readonly Past[] {
    return this.#calls.filter(({ at }) => millis(now - at) <= time);
  }
}

/** What somebody pays for: answered, and with a party outside. Calls for help never count. */
function minutesOutside({ answered, ended, legs, emergency, direction }: CallRecord): number {
  if (answered === undefined || ended === undefined || emergency) return 0;
  const outside = legs.some(({ target }) => target.endsWith(")"));
  return outside || direction === "out" ? (ended - answered) / 60_000 : 0;
}
