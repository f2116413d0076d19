/**
 * What the owner does with calls that are there: parks them, and takes them at another telephone.
 * The calls decide; this finds the one that is meant.
 */
import { type Millis, seconds } from "#kit/time.ts";
import type { CallHost } from "#server/callHost.ts";
import { Bridge } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { CallState } from "#telephony/call/call.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import { ownLegs, ringsOnly } from "#telephony/call/whose.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface CallsInHandMeans {
  readonly calls: Pick<CallHost, "post" | "states" | "swap">;
  readonly settings: () => Settings;
}

export class CallsInHand {
  readonly #of: CallsInHandMeans;
  /** Of calls that are being taken: by the leg of the telephone's own call. */
  readonly #bridges = new Map<LegId, Bridge>();

  constructor(of: CallsInHandMeans) {
    this.#of = of;
  }

  /** The call that this telephone is in, or that one; false: there is none that can be parked. */
  park(which: { readonly device: string } | { readonly call: CallId }): boolean {
    const { calls } = this.#of;
    const state = "device" in which ? this.#talkedIn(which.device) : this.#whereNow(which.call);
    const own = state && ownLegs(state);
    const leg = ("device" in which ? own?.find((one) => one.device === which.device) : own?.[0])
      ?.leg;
    if (!state || leg === undefined) return false;
    calls.post(state.about.id, { on: "parkAsked", leg, longest: this.#parkFor() });
    return this.#state(state.about.id)?.name === "parked";
  }

  canBeTaken(id: CallId): boolean {
    const state = this.#whereNow(id);
    if (!state || state.about.emergency) return false;
    return state.name === "parked" || ringsOnly(state) || ownLegs(state).length > 0;
  }

  /**
   * A call goes on at that telephone, whose own call has the leg `by` for it. `what`: a call or a leg
   * of it; else what rings elsewhere, is parked, or is talked in elsewhere. False: there is none.
   */
  take(by: LegId, device: string, what: string | undefined): boolean {
    const { calls } = this.#of;
    const mine = callOf(by);
    const state = what === undefined ? this.#toTake(device, mine) : this.#named(what, mine);
    if (!state) return false;
    const instead = what?.includes(".") ? { instead: what as LegId } : {};
    calls.post(state.about.id, { on: "takeAsked", by, device, ...instead });
    const bridge = this.#bridges.get(by);
    this.#bridges.delete(by);
    if (!bridge) return false;
    bridge.call.tell({ on: "answered" });
    bridge.begins();
    return true;
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
    return this.#of.calls.states().find(({ about }) => about.id === id);
  }

  /** Who has taken a call is in one of their own. */
  #whereNow(id: string): CallState | undefined {
    const call = this.#state(id as CallId);
    const heir = call && heirIn(call);
    return heir === undefined ? call : this.#whereNow(callOf(heir));
  }

  #named(what: string, mine: CallId): CallState | undefined {
    const named = what.includes(".") ? this.#state(callOf(what as LegId)) : this.#whereNow(what);
    return named?.about.id === mine ? undefined : named;
  }

  /** The newest where that telephone talks with somebody who is no service of the house. */
  #talkedIn(device: string): CallState | undefined {
    return this.#of.calls
      .states()
      .filter((call) => ownLegs(call).some((one) => one.device === device) && !isWithHouse(call))
      .at(-1);
  }

  /** What rings is in most of a hurry; of those that are parked who waits longest; else the newest. */
  #toTake(device: string, mine: CallId): CallState | undefined {
    const calls = this.#of.calls.states().filter(({ about }) => about.id !== mine);
    const isElsewhere = (call: CallState): boolean =>
      ownLegs(call).some((one) => one.device !== device) && !isWithHouse(call);
    return (
      calls.find(ringsOnly) ??
      calls.find(({ name }) => name === "parked") ??
      calls.filter(isElsewhere).at(-1)
    );
  }
}

const house = new Set(["service", "messages", "echo", "announcement", "mailbox"]);
const isWithHouse = ({ seats }: CallState): boolean =>
  seats.some(({ target, phase }) => house.has(target.to) && phase === "answered");

function heirIn(call: CallState): LegId | undefined {
  if (call.name !== "joined") return undefined;
  const seat = call.seats.find(
    ({ leg, target }) => target.to === "taken" && call.members.includes(leg),
  );
  return seat?.target.to === "taken" ? seat.target.by : undefined;
}
