/** Puts the parties of two calls through to each other, and brings back who was not taken. */
import type { CallHost } from "#server/callHost.ts";
import { comesBack, Referral } from "#server/calls/referral.ts";
import { type PartiedCalls, type Referable, referable, release } from "#server/calls/release.ts";
import { Bridge, type TransferNews } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { BlindTransfer, Placed, Transfer } from "#server/telephone.ts";
import { type CallId, callOf, type LegId, type Party } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

type Calls = Pick<CallHost, "swap" | "get"> & PartiedCalls;
export interface TransferMeans {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly nextLeg: () => LegId;
  readonly place: (caller: Leg, placed: Placed) => void;
  /** That account connects those whom we put through (`transferBy`). */
  readonly refers: (account: string) => boolean;
}

/** How the call begins that somebody is put through to. */
export interface Onward {
  /** Its caller's leg. */
  readonly begins: (end: Leg) => void;
  /** Whom it calls, when no telephone of ours asked for it: for the record. */
  readonly called?: string;
}

export class Transfers {
  readonly #of: TransferMeans;
  readonly #calls: Calls;
  /** Of calls that a blind transfer began: whose telephone may make them itself. */
  readonly #mayCall = new Map<CallId, Referable>();

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
      if (what.on === "answered") this.#release(bridge);
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
    if (!("call" in asked))
      return this.referTo(asked.held, { begins: (end) => this.#blind(end, asked) });
    return isAlive(this.#stateOf(asked.call)) && this.#refer(asked);
  }

  /** By whoever has that leg, to a call that begins for it. */
  referTo(held: LegId, onward: Onward): boolean {
    return this.#refer({ held, call: this.#of.nextLeg() }, onward);
  }

  #refer({ held, call }: Transfer, { begins, called }: Partial<Onward> = {}): boolean {
    if (this.#stateOf(held) !== "joined") return false;
    const answered = this.#stateOf(call) === "joined";
    const news = (what: TransferNews): void => {
      referral.hears(what);
      if (what.on === "answered") this.#release(bridge);
    };
    const words = { answered, news, ...(called !== undefined && { called }) };
    const bridge = new Bridge({ held, call, ...words });
    const own = this.#calls.swap(bridge.held);
    const other = begins ? undefined : this.#calls.swap(bridge.call);
    if (!own) return false;
    const referral = new Referral(this.#of, bridge, own, other);
    begins?.(bridge.call);
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

  /** The party at that account whose telephone may make the call itself; it is asked once. */
  mayCall(call: CallId, account: string): Leg | undefined {
    const party = this.#mayCall.get(call);
    this.#mayCall.delete(call);
    return party?.account === account ? party.leg : undefined;
  }

  #blind(end: Leg, asked: BlindTransfer): void {
    const call = callOf(end.id);
    const party = referable(this.#calls, asked.held, this.#of.refers);
    if (party) this.#mayCall.set(call, party);
    end.events((event) => void (event.on === "ended" && this.#mayCall.delete(call)));
    this.#of.place(end, { ...asked, party: this.#partyOf(asked.held) });
  }

  /** Behind what is told of it: the calls know that they are one. */
  #release(bridge: Bridge): void {
    const { clock } = this.#of;
    clock.at(clock.now(), () => release(bridge, this.#calls, this.#of.refers));
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
