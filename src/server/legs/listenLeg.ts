/**
 * The owner listens to who speaks to the house in another call: this leg's audio is that of the
 * caller there, tapped (telephony/call/hearing.ts), so that nothing of the owner is heard by them.
 * A key takes the call; then an end of a bridge has this leg's place.
 *
 *   caller ── call 1 ── mailbox
 *      └╌╌ heard ╌╌► listenLeg ── call 2 ── owner
 */
import { type Cancel, listeners } from "#kit/listeners.ts";
import type { CallHost } from "#server/callHost.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import {
  because,
  type CallId,
  type Cause,
  callerLeg,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";
import { mayBeListenedTo } from "#telephony/call/whose.ts";

export interface ListenMeans {
  readonly calls: Pick<CallHost, "changes" | "leg" | "states">;
  /** The call that is meant; undefined: nobody speaks to the house. */
  readonly find: () => CallId | undefined;
  /** False: it is too late. */
  readonly take: (call: CallId) => boolean;
}

/** What the owner keys to take the call, as everywhere where the house asks. */
const takeKey = "1";

export const listenLeg = (id: LegId, of: ListenMeans): Leg => new ListenLeg(id, of);

class ListenLeg implements Leg {
  readonly id: LegId;
  readonly #of: ListenMeans;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events = this.#events.listen;
  readonly audioChanged = this.#audioChanged.listen;
  #call: CallId | undefined;
  #heard: Leg | undefined;
  #unmoved: Cancel | undefined;
  #unchanged: Cancel | undefined;
  #isOver = false;

  constructor(id: LegId, of: ListenMeans) {
    this.id = id;
    this.#of = of;
  }

  audio(): LegAudio | undefined {
    const audio = this.#heard?.audio();
    return audio && { ...audio, taps: true };
  }

  /** Whatever the owner speaks is right. */
  codecs(): [] {
    return [];
  }

  perform(command: LegCommand): void {
    if (this.#isOver) return;
    if (command.do === "ring") this.#begins();
    else if (command.do === "sendDigit" && command.digit === takeKey) this.#takes();
    else if (command.do === "end") this.#ends(command.cause);
  }

  close(): void {
    this.#isOver = true;
    this.#unchanged?.();
    this.#unmoved?.();
    this.#heard = undefined;
  }

  #begins(): void {
    this.#call = this.#of.find();
    if (this.#call === undefined) return void this.#ends(because("rejected"));
    this.#unchanged = this.#of.calls.changes(({ id }) => {
      if (id === this.#call) this.#follow();
    });
    this.#follow();
    if (!this.#isOver) this.#events.tell({ on: "answered" });
  }

  /** The caller's leg may be another one now; or nobody speaks to the house any more. */
  #follow(): void {
    const { calls } = this.#of;
    const state = calls.states().find(({ about }) => about.id === this.#call);
    if (!state || !mayBeListenedTo(state)) return void this.#ends(because("normal"));
    const leg = calls.leg(callerLeg(state.about.id));
    if (leg === this.#heard) return;
    this.#unmoved?.();
    this.#heard = leg;
    this.#unmoved = leg?.audioChanged(() => this.#audioChanged.tell(undefined));
    this.#audioChanged.tell(undefined);
  }

  /** What it ends there is no end here: another leg has this one's place by then. */
  #takes(): void {
    if (this.#call === undefined) return;
    this.#unchanged?.();
    if (this.#of.take(this.#call)) this.close();
    else this.#ends(because("normal"));
  }

  #ends(cause: Cause): void {
    if (this.#isOver) return;
    this.close();
    this.#audioChanged.tell(undefined);
    this.#events.tell({ on: "ended", cause });
  }
}
