/** What decisions ask of the past: who called lately, how long was talked outside today, and calls for help. */
import { hours, minutes, type WallTime, wallTime } from "#kit/time.ts";
import type { Store } from "#server/store/store.ts";
import { paidFor } from "#telephony/call/allowance.ts";
import type { CallState } from "#telephony/call/call.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { localTime } from "#telephony/directing/localTime.ts";

/** No condition looks back further. */
const lookBack = hours(24);
/** Whoever was called for help may call back (3GPP speaks of some minutes; people need longer). */
const callBack = minutes(60);
/** How long a decision remembers that somebody was broken into. */
const interruptions = minutes(10);
const mostCalls = 5000;
/** More calls of one caller than this tell a decision nothing new. */
const mostEarlier = 50;

interface Past {
  readonly at: WallTime;
  readonly from?: string;
  readonly minutes: number;
}

export class Recent {
  /** Oldest first. */
  readonly #calls: Past[] = [];
  /** When each caller called, oldest first. */
  readonly #byCaller = new Map<string, WallTime[]>();
  /** When calls broke into others, oldest first. */
  readonly #interrupted: WallTime[] = [];
  #lastForHelp: WallTime | undefined;
  /** Minutes of the calls since that moment: asked for the same day again and again. */
  #talked: { readonly since: WallTime; minutes: number } | undefined;

  /** Begins with what the store knows. */
  constructor(store: Pick<Store, "calls">, now: WallTime) {
    const { items } = store.calls.page(undefined, 500);
    for (const { record } of [...items].reverse())
      if (now - record.began < lookBack) this.note(record);
  }

  /** A call that is over. */
  note(record: CallRecord): void {
    const { began, test } = record;
    const caller = test === undefined ? callerIn(record) : undefined;
    this.#calls.push({
      at: began,
      ...(caller !== undefined && { from: caller }),
      minutes: minutesOutside(record),
    });
    if (this.#talked && began >= this.#talked.since) this.#talked.minutes += minutesOutside(record);
    if (test === undefined) this.#remember(record);
    if (this.#calls.length > mostCalls) this.#forgetOldest();
  }

  /** What of it later decisions ask; of a test, nothing but what it cost outside counts. */
  #remember(record: CallRecord): void {
    const { began, ended, emergency, legs } = record;
    const caller = callerIn(record);
    const times = caller !== undefined && this.#byCaller.get(caller);
    if (times) times.push(began);
    else if (caller !== undefined) this.#byCaller.set(caller, [began]);
    if (legs.some(({ manner }) => manner === "interrupt")) this.#broke(record);
    if (emergency === true) this.noteHelp(ended ?? began);
  }

  /** A call for help is under way, or ended then: the window is open from its beginning on. */
  noteHelp(at: WallTime): void {
    this.#lastForHelp = wallTime(Math.max(at, this.#lastForHelp ?? at));
  }

  /** When this caller called before, newest first. */
  earlier(caller: string | undefined, now: WallTime): readonly WallTime[] {
    if (caller === undefined) return [];
    const times = this.#byCaller.get(caller) ?? [];
    return times
      .slice(-mostEarlier)
      .filter((at) => now - at <= lookBack)
      .reverse();
  }

  /** When calls broke into others in the last ten minutes. */
  interrupted(now: WallTime): readonly WallTime[] {
    return this.#interrupted.filter((at) => now - at <= interruptions);
  }

  /** `running`: calls that are not noted yet; what they have used up so far counts, too. */
  minutesToday(now: WallTime, timeZone: string, running: readonly CallState[] = []): number {
    const since = dayBegan(now, timeZone);
    if (this.#talked?.since !== since) {
      const calls = this.#calls.filter(({ at }) => at >= since);
      this.#talked = { since, minutes: calls.reduce((sum, one) => sum + one.minutes, 0) };
    }
    return running.reduce((sum, one) => sum + soFar(one, since, now), this.#talked.minutes);
  }

  calledForHelp(now: WallTime): boolean {
    return this.#lastForHelp !== undefined && now - this.#lastForHelp <= callBack;
  }

  #broke({ answered, began }: CallRecord): void {
    this.#interrupted.push(answered ?? began);
    if (this.#interrupted.length > mostEarlier) this.#interrupted.shift();
  }

  #forgetOldest(): void {
    const from = this.#calls.shift()?.from;
    if (from === undefined) return;
    const times = this.#byCaller.get(from);
    times?.shift();
    if (times?.length === 0) this.#byCaller.delete(from);
  }
}

const callerIn = ({ from }: CallRecord): string | undefined => from.number ?? from.address;

function soFar(call: CallState, since: WallTime, now: WallTime): number {
  if (call.about.began < since) return 0;
  if ("record" in call) return minutesOutside(call.record);
  return paidFor(call, now) / 60_000;
}

/** What somebody pays for: answered, and with a party outside. Calls for help never count. */
function minutesOutside({ answered, ended, legs, emergency, paidUntil }: CallRecord): number {
  if (answered === undefined || ended === undefined || emergency) return 0;
  const outside = legs.some(({ target }) => target.endsWith(")"));
  return outside ? ((paidUntil ?? ended) - answered) / 60_000 : 0;
}

/** Midnight of the owner's day. */
function dayBegan(now: WallTime, timeZone: string): WallTime {
  const { minute } = localTime(now, timeZone);
  return wallTime(Math.floor((now - minutes(minute)) / 60_000) * 60_000);
}
