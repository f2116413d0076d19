/**
 * What the owner does with calls that are there: parks them, and takes them at another telephone; puts
 * them together by `conferences.ts`. The calls decide; `whichCall.ts` finds the one that is meant.
 */
import { type Millis, seconds } from "#kit/time.ts";
import type { CallHost } from "#server/callHost.ts";
import { Conferences, type ConferencesMeans } from "#server/calls/conferences.ts";
import {
  callWith,
  freeSlot,
  listenedFrom,
  named,
  slotOf,
  talkedIn,
  toTake,
  whereNow,
} from "#server/calls/whichCall.ts";
import { Bridge } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import { listenLeg } from "#server/legs/listenLeg.ts";
import type { CallState } from "#telephony/call/call.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import type { Taker } from "#telephony/call/legTarget.ts";
import { targetText } from "#telephony/call/outcome.ts";
import type { Wish } from "#telephony/call/plan.ts";
import { seatOf } from "#telephony/call/seats.ts";
import { accountOf, deviceOf, mayBeListenedTo, ownLegs, ringsOnly } from "#telephony/call/whose.ts";
import { spokenSlot } from "#telephony/services/inHand.ts";
import type { InHandVerb, Said } from "#telephony/services/service.ts";

export interface CallsInHandMeans extends ConferencesMeans {
  readonly calls: ConferencesMeans["calls"] & Pick<CallHost, "changes" | "leg">;
}

export class CallsInHand {
  readonly conferences: Conferences;
  readonly #of: CallsInHandMeans;
  /** Of calls that are being taken: by the leg of the telephone's own call. */
  readonly #bridges = new Map<LegId, Bridge>();

  constructor(of: CallsInHandMeans) {
    this.#of = of;
    this.conferences = new Conferences(of);
  }

  /** The call that this telephone is in, or that one; false: there is none that can be parked. */
  park(which: { readonly device: string } | { readonly call: CallId }): boolean {
    const { calls } = this.#of;
    const state = "device" in which ? this.#talkedIn(which.device) : this.#whereNow(which.call);
    const own = state && ownLegs(state);
    const leg = ("device" in which ? own?.find((one) => one.device === which.device) : own?.[0])
      ?.leg;
    if (!state || leg === undefined) return false;
    const slot = freeSlot(calls.states());
    calls.post(state.about.id, {
      on: "parkAsked",
      leg,
      longest: this.#parkFor(),
      ...(slot !== undefined && { slot }),
    });
    return this.#state(state.about.id)?.name === "parked";
  }

  /** With the call that this telephone is in; what there is to say of it besides. False: it cannot be done. */
  does(verb: InHandVerb, device: string): readonly Said[] | false {
    const call = this.#talkedIn(device)?.about.id;
    if (call === undefined || !this.#done(verb, device, call)) return false;
    const slot = verb === "park" ? slotOf(this.#state(call)) : undefined;
    return slot === undefined ? [] : spokenSlot(slot);
  }

  #done(verb: InHandVerb, device: string, call: CallId): boolean {
    switch (verb) {
      case "park":
        return this.park({ device });
      case "record":
      case "recordNoMore":
        return this.record(call, verb === "record");
      case "mute":
      case "unmute":
        return this.mute(call, device, verb === "mute");
      case "dropLast":
        return this.conferences.dropLast(call);
    }
  }

  /** Once all have been told so; false: nobody talks, or calls are not recorded here. */
  record(call: CallId, wish: boolean): boolean {
    const { calls, settings } = this.#of;
    const state = this.#whereNow(call);
    if (state?.name !== "joined" || (wish && !settings().recording.enabled)) return false;
    calls.post(state.about.id, { on: "recordAsked", wish });
    return !wish || isRecorded(this.#state(state.about.id));
  }

  /** What becomes of a caller whom nobody has taken yet; false: there is none, it calls back after a call for help, or nobody is reached there. */
  choose(call: CallId, choice: Wish): boolean {
    const state = this.#whereNow(call);
    if (state?.name !== "trying") return false;
    const { id, direction, emergency } = state.about;
    if (direction !== "in" || emergency) return false;
    this.#of.calls.post(id, { on: "choiceAsked", choice });
    return this.#state(id) !== state;
  }

  canBeTaken(id: CallId): boolean {
    const state = this.#whereNow(id);
    if (!state || state.about.emergency) return false;
    const isInHand = ownLegs(state).length > 0 || mayBeListenedTo(state);
    return state.name === "parked" || ringsOnly(state) || isInHand;
  }

  /**
   * A call goes on at that telephone, whose own call has the leg `by` for it. `what`: a call, a leg of
   * it, or where it is parked; else what rings elsewhere, is parked, or is talked in elsewhere. False: there is none.
   */
  take(by: LegId, taker: Taker, what: string | undefined): boolean {
    const { calls } = this.#of;
    const others = calls.states().filter(({ about }) => about.id !== callOf(by));
    const state = what === undefined ? toTake(taker, others) : named(what, others);
    if (!state) return false;
    const instead = what?.includes(".") ? { instead: what as LegId } : {};
    calls.post(state.about.id, { on: "takeAsked", by, ...taker, ...instead });
    const bridge = this.#bridges.get(by);
    this.#bridges.delete(by);
    if (!bridge) return false;
    bridge.call.tell({ on: "answered" });
    bridge.begins();
    return true;
  }

  /** What that telephone, or who else is in the call by that leg's short name, says is heard by nobody. */
  mute(call: CallId, who: string, muted: boolean): boolean {
    const state = this.#whereNow(call);
    const leg = state && memberCalled(state, who);
    return leg !== undefined && this.#of.calls.post(callOf(leg), { on: "muteAsked", leg, muted });
  }

  canBeListenedTo(id: CallId): boolean {
    const state = this.#state(id);
    return state !== undefined && mayBeListenedTo(state);
  }

  /** The leg at which that telephone hears who speaks to the house: in the call `what`, else in the newest. */
  listening(id: LegId, device: string, what: string | undefined): Leg {
    const { calls } = this.#of;
    const isMeant = (one: CallId): boolean =>
      what === undefined ? one !== callOf(id) : one === what;
    return listenLeg(id, {
      calls,
      find: () =>
        calls.states().findLast((call) => isMeant(call.about.id) && mayBeListenedTo(call))?.about
          .id,
      take: (call) => this.take(id, { device }, call),
    });
  }

  /** Whether that leg may be replaced so: our telephones replace ours, an account's party one of its own. */
  mayReplace(leg: LegId, taker: Taker): boolean {
    const call = this.#state(callOf(leg));
    const seat = call && seatOf(call, leg);
    if (!seat) return false;
    return "device" in taker
      ? deviceOf(seat, call) !== undefined
      : accountOf(seat, call) === taker.account;
  }

  /** A telephone that listens has lifted already. Its own call, in which it talks from now on. */
  takeWhereListening(call: CallId, device: string): CallId | undefined {
    const own = listenedFrom(device, this.#of.calls.states());
    const by = own?.seats.find(({ target }) => target.to === "listen")?.leg;
    return by !== undefined && this.take(by, { device }, call) ? callOf(by) : undefined;
  }

  /** The leg of a telephone that takes a call: an end of a bridge, whose other end is in the telephone's own. */
  taken(id: LegId, by: LegId): Leg {
    const bridge = new Bridge({ held: id, call: by, answered: true, news: () => undefined });
    this.#bridges.set(by, bridge);
    this.#of.calls.swap(bridge.call);
    return bridge.held;
  }

  #parkFor(): Millis {
    return seconds(this.#of.settings().services.parkFor);
  }

  #state(id: CallId): CallState | undefined {
    return callWith(id, this.#of.calls.states());
  }

  #whereNow(id: CallId): CallState | undefined {
    return whereNow(id, this.#of.calls.states());
  }

  #talkedIn(device: string): CallState | undefined {
    return talkedIn(device, this.#of.calls.states());
  }
}

/** By the telephone that it is, else by the text that records show of it. */
function memberCalled(call: CallState, who: string): LegId | undefined {
  if (call.name !== "joined") return undefined;
  return call.seats.find(
    (seat) =>
      call.members.includes(seat.leg) &&
      (deviceOf(seat, call) === who || targetText(seat.target) === who),
  )?.leg;
}

const isRecorded = (call: CallState | undefined): boolean =>
  call?.name === "joined" && (call.recorder !== undefined || call.toRecord === true);
