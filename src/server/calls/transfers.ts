/** Puts the parties of two calls through to each other, and brings back who was not taken. */
import type { CallHost } from "#server/callHost.ts";
import { comesBack, Referral } from "#server/calls/referral.ts";
import { Bridge, type TransferNews } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { BlindTransfer, Placed, Transfer } from "#server/telephone.ts";
import { callOf, type LegId, type Party } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

type Calls = Pick<CallHost, "swap" | "get">;
export interface TransferMeans {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly nextLeg: () => LegId;
  readonly place: (caller: Leg, placed: Placed) => void;
}

export class Transfers {
  readonly #of: TransferMeans;
  readonly #calls: Calls;

  constructor(of: TransferMeans) {
    this.#of = of;
    this.#calls = of.calls;
  }

  /**
   * A line gives up both: whoever was put through and is not taken rings back there. The legs that it
   * is rid of; a call that has just ended wants the leg's own goodbye.
   */
  putThrough({ held, call }: Transfer): readonly LegId[] {
    if (this.#stateOf(held) !== "joined") return [];
    const state = this.#stateOf(call);
    const news = (what: TransferNews): void => {
      if (what.on === "failed") comesBack(bridge, what.cause);
    };
    const bridge = new Bridge({ held, call, answered: state === "joined", news });
    this.#calls.swap(bridge.held);
    if (!isAlive(state)) {
      comesBack(bridge, { kind: "normal" });
      return [held];
    }
    this.#calls.swap(bridge.call);
    bridge.begins();
    return [held, call];
  }

  /** By a SIP phone, whose sessions stay until it is known what became of it (RFC 5589). */
  refer(asked: Transfer | BlindTransfer): boolean {
    const { held } = asked;
    const call = "call" in asked ? asked.call : this.#of.nextLeg();
    const state = this.#stateOf(call);
    if (this.#stateOf(held) !== "joined" || ("call" in asked && !isAlive(state))) return false;
    const news = (what: TransferNews): void => referral.hears(what);
    const bridge = new Bridge({ held, call, answered: state === "joined", news });
    const own = this.#calls.swap(bridge.held);
    const other = "call" in asked ? this.#calls.swap(bridge.call) : undefined;
    if (!own) return false;
    const referral = new Referral(this.#of, bridge, own, other);
    if (!("call" in asked)) this.#of.place(bridge.call, { ...asked, party: this.#partyOf(held) });
    bridge.begins();
    return true;
  }

  /**
   * A party of ours gives its caller on to what is dialled, as if that telephone had dialled it, and is
   * gone. When nobody comes, the call ends as that one did.
   */
  onward(held: LegId, placed: Placed): boolean {
    if (this.#stateOf(held) !== "joined") return false;
    const call = this.#of.nextLeg();
    const news = (what: TransferNews): void => {
      if (what.on === "failed") bridge.held.tell({ on: "ended", cause: what.cause });
    };
    const bridge = new Bridge({ held, call, answered: false, news });
    const own = this.#calls.swap(bridge.held);
    if (!own) return false;
    own.close();
    this.#of.place(bridge.call, placed);
    bridge.begins();
    return true;
  }

  /** The other one of that leg's call. */
  #partyOf(held: LegId): Party {
    const record = this.#calls.get(callOf(held))?.record;
    return record?.direction === "out" ? { number: record.to } : (record?.from ?? {});
  }

  #stateOf(leg: LegId): string | undefined {
    return this.#calls.get(callOf(leg))?.state;
  }
}

const isAlive = (state: string | undefined): boolean =>
  state === "directing" || state === "trying" || state === "joined";
