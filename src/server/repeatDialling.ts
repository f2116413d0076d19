/**
 * Repeat dialling: a number in use is called again and again; when it is free, the telephone that
 * asked for it rings. Figures of Cisco's SPA adapters: every 30 s, for 1800 s. Nothing of it is
 * kept over a restart.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, seconds } from "#kit/time.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId, CauseKind } from "#telephony/call/leg.ts";
import type { DeviceState } from "#telephony/directing/facts.ts";
import type { Clock } from "#world/clock.ts";

export interface RepeatMeans {
  readonly clock: Clock;
  readonly state: (device: string) => DeviceState;
  /** Calls it once more for that telephone, which rings when the far end does: then `rang`. */
  readonly call: (device: string, dialled: string, rang: () => void) => CallId;
  readonly end: (call: CallId) => void;
}

/** What one telephone wants, as it was dialled. */
interface Wanted {
  readonly device: string;
  readonly dialled: string;
  until: Instant;
  next: Cancel | undefined;
  live: CallId | undefined;
  /** The telephone has been rung: whatever comes of it, that was it. */
  hasRung: boolean;
}

const every = seconds(30);
const longest = seconds(1800);
/** More than anybody waits for; each costs a call every half minute. */
const mostOfOne = 5;
const mostOfAll = 20;
/** It was not free, or could not be asked. */
const again: ReadonlySet<CauseKind> = new Set([
  "busy",
  "unreachable",
  "noResponse",
  "limit",
  "lost",
]);

export class RepeatDialling {
  readonly #of: RepeatMeans;
  readonly #wanted: Wanted[] = [];

  constructor(of: RepeatMeans) {
    this.#of = of;
  }

  /** False: that telephone, or the house, waits for enough already. */
  add(device: string, dialled: string): boolean {
    const until = after(this.#of.clock.now(), longest);
    const own = this.#wanted.filter((one) => one.device === device);
    const known = own.find((one) => one.dialled === dialled);
    if (known) known.until = until;
    else if (own.length >= mostOfOne || this.#wanted.length >= mostOfAll) return false;
    else this.#waits({ device, dialled, until, next: undefined, live: undefined, hasRung: false });
    return true;
  }

  /** Nothing more for that telephone. */
  stop(device: string): void {
    for (const one of this.#wanted.filter((each) => each.device === device)) this.#drop(one);
  }

  /** An attempt that found it in use still: nothing that anybody would look for later. */
  isInVain({ id, cause }: CallRecord): boolean {
    const one = this.#wanted.find(({ live }) => live === id);
    return one !== undefined && !one.hasRung && cause !== undefined && again.has(cause.kind);
  }

  /** A call is over, perhaps one of these. */
  ended(record: CallRecord): void {
    const one = this.#wanted.find(({ live }) => live === record.id);
    if (!one) return;
    const isInVain = this.isInVain(record);
    one.live = undefined;
    if (isInVain) this.#later(one);
    else this.#drop(one);
  }

  close(): void {
    for (const one of [...this.#wanted]) this.#drop(one);
  }

  #waits(one: Wanted): void {
    this.#wanted.push(one);
    this.#later(one);
  }

  #later(one: Wanted): void {
    const { clock } = this.#of;
    one.next = clock.at(after(clock.now(), every), () => this.#tries(one));
  }

  /** A telephone that is in use is not rung; its turn comes again. */
  #tries(one: Wanted): void {
    const { clock, state, call } = this.#of;
    one.next = undefined;
    if (clock.now() >= one.until) return void this.#drop(one);
    if (state(one.device) !== "idle") return void this.#later(one);
    one.live = call(one.device, one.dialled, () => {
      one.hasRung = true;
    });
  }

  #drop(one: Wanted): void {
    one.next?.();
    const at = this.#wanted.indexOf(one);
    if (at >= 0) this.#wanted.splice(at, 1);
    if (one.live !== undefined) this.#of.end(one.live);
  }
}
