/**
 * Whom a party is sent to by its own account: nobody here, for the party's telephone makes that call
 * itself (REFER), and the account lets go of us when it has. An account that will not do it has us
 * call as ever.
 *
 *   ring ──► transfer (party) ──► ringing … done      we are out of it
 *                             └─► not even tried ──► `otherwise` rings
 */
import { type Cancel, listeners } from "#kit/listeners.ts";
import { after, minutes } from "#kit/time.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { Ring } from "#server/legs/sipLegMeans.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

/** So long a notice of how it ended is awaited: longer than anybody lets a telephone ring. */
const patience = minutes(3);

export interface ReferredMeans {
  readonly clock: Clock;
  /** Whose telephone shall call. */
  readonly party: Leg;
  readonly uri: string;
  /** We call ourselves. */
  readonly otherwise: () => Leg;
}

export class ReferredLeg implements Leg {
  readonly id: LegId;
  readonly #of: ReferredMeans;
  readonly #events = listeners<LegEvent>();
  readonly #moved = listeners<undefined>();
  readonly events = this.#events.listen;
  readonly audioChanged = this.#moved.listen;
  #instead: Leg | undefined;
  #isOver = false;
  #alarm: Cancel | undefined;
  #unheard: Cancel | undefined;

  constructor(id: LegId, of: ReferredMeans) {
    this.id = id;
    this.#of = of;
  }

  audio(): ReturnType<Leg["audio"]> {
    return this.#instead?.audio();
  }

  codecs(): ReturnType<Leg["codecs"]> {
    return this.#instead?.codecs() ?? [];
  }

  sipCallId(): string | undefined {
    return this.#instead?.sipCallId?.();
  }

  sipInvite(): ReturnType<NonNullable<Leg["sipInvite"]>> {
    return this.#instead?.sipInvite?.();
  }

  holds(): boolean {
    return this.#instead?.holds?.() ?? false;
  }

  replacing(): string | undefined {
    return this.#instead?.replacing?.();
  }

  perform(command: LegCommand): void {
    if (this.#instead) this.#instead.perform(command);
    else if (this.#isOver) return;
    else if (command.do === "ring") this.#refers(command);
    else if (command.do === "end") this.#ends(command.cause);
  }

  close(): void {
    this.#isOver = true;
    this.#rests();
    this.#instead?.close();
  }

  #refers(ring: Ring): void {
    const { clock, party, uri } = this.#of;
    this.#unheard = party.events((event) => {
      if (event.on === "transferNews") this.#hears(event, ring);
    });
    this.#alarm = clock.at(after(clock.now(), patience), () => this.#ends(because("noAnswer")));
    this.#events.tell({ on: "proceeding" });
    party.perform({ do: "transfer", address: uri });
  }

  #hears(news: LegEvent & { readonly on: "transferNews" }, ring: Ring): void {
    if (news.is === "ringing") return void this.#events.tell({ on: "ringing" });
    if (news.is === "failed" && news.cause) return void this.#ends(news.cause);
    this.#rests();
    if (news.is === "failed") return void this.#callsItself(ring);
    this.#events.tell({ on: "answered" });
    this.#ends(because("normal")); // RFC 5589 §6: it is done, and the session with the party has no use any more
  }

  #callsItself(ring: Ring): void {
    const leg = this.#of.otherwise();
    this.#instead = leg;
    leg.events((event) => this.#events.tell(event));
    leg.audioChanged(() => this.#moved.tell(undefined));
    leg.perform(ring);
  }

  #ends(cause: Cause): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#rests();
    this.#events.tell({ on: "ended", cause });
  }

  #rests(): void {
    this.#alarm?.();
    this.#unheard?.();
  }
}
