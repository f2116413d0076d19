/** Calls that ring at a telephone which sleeps: it is woken, and rings as soon as it is there. */
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import {
  because,
  callOf,
  type LegCommand,
  type LegEvent,
  type LegId,
  type Party,
} from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

/** Reaches whoever holds a telephone that is not there. None of this throws, and nothing waits for it. */
export interface Waker {
  /** There is somebody who could be woken. */
  mayWake(device: string): boolean;
  wake(device: string, call: string, caller: Party): void;
  /** Nobody need come any more: the call was taken, here or elsewhere, or is over. */
  settle(device: string, call: string): void;
}

type Ring = LegCommand & { readonly do: "ring" };

/** How long a page may take to open. */
const patience = seconds(12);

/** What becomes of a ring. Whoever only speaks is not announced in an empty room. */
export function whenRung(
  { oneWay }: Pick<Ring, "oneWay">,
  telephone: { readonly isThere: boolean; readonly mayWake: boolean },
): "ring" | "wake" | "unreachable" {
  if (telephone.isThere) return "ring";
  return telephone.mayWake && !oneWay ? "wake" : "unreachable";
}

export interface WakingMeans {
  readonly device: string;
  readonly waker: Waker;
  readonly clock: Clock;
  readonly tell: (leg: LegId, event: LegEvent) => void;
}

export class Waking {
  readonly #of: WakingMeans;
  readonly #asleep = new Map<LegId, { readonly ring: Ring; readonly giveUp: Cancel }>();
  /** Whose notification is shown. */
  readonly #woken = new Set<LegId>();

  constructor(of: WakingMeans) {
    this.#of = of;
  }

  get mayWake(): boolean {
    return this.#of.waker.mayWake(this.#of.device);
  }

  /** Its caller hears ringing: whoever holds the telephone is being alerted (RFC 3261 §21.1.2). */
  wake(leg: LegId, ring: Ring): void {
    const { clock, device, waker, tell } = this.#of;
    const giveUp = clock.at(after(clock.now(), patience), () =>
      this.#ends(leg, because("unreachable")),
    );
    this.#asleep.set(leg, { ring, giveUp });
    this.#woken.add(leg);
    waker.wake(device, callOf(leg), ring.caller);
    tell(leg, { on: "ringing" });
  }

  /** True: the leg waits here, and the line need not hear of it. */
  takes(leg: LegId, command: LegCommand): boolean {
    if (!this.#asleep.has(leg)) return false;
    if (command.do === "end") this.#ends(leg, command.cause);
    return true;
  }

  /** The telephone is there: what is to ring at it now. */
  woken(): readonly (readonly [LegId, Ring])[] {
    const rings = [...this.#asleep].map(([leg, { ring }]) => [leg, ring] as const);
    for (const { giveUp } of this.#asleep.values()) giveUp();
    this.#asleep.clear();
    return rings;
  }

  /** The leg was answered, or is over. */
  settle(leg: LegId): void {
    if (!this.#woken.delete(leg)) return;
    const { device, waker } = this.#of;
    waker.settle(device, callOf(leg));
  }

  close(): void {
    for (const { giveUp } of this.#asleep.values()) giveUp();
    this.#asleep.clear();
    for (const leg of [...this.#woken]) this.settle(leg);
  }

  #ends(leg: LegId, cause: ReturnType<typeof because>): void {
    this.#asleep.get(leg)?.giveUp();
    this.#asleep.delete(leg);
    this.settle(leg);
    this.#of.tell(leg, { on: "ended", cause });
  }
}
