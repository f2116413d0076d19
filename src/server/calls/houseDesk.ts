/**
 * Where telephones, pages, messages and the house itself have calls begun, put through, and taken in
 * hand.
 */
import type { CallHost } from "#server/callHost.ts";
import type { ReferAsking } from "#server/calls/callSurroundings.ts";
import { CallsInHand, type CallsInHandMeans } from "#server/calls/callsInHand.ts";
import { type OwnCallMeans, OwnCalls } from "#server/calls/ownCalls.ts";
import { type ReferredCallMeans, ReferredCalls } from "#server/calls/referredCalls.ts";
import { Transfers } from "#server/calls/transfers.ts";
import type { Said } from "#server/calls/whither.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { MessageDesk } from "#server/legs/mailboxMeans.ts";
import { type MessageDeskMeans, messageDesk } from "#server/mailbox/messageDesk.ts";
import type {
  BlindTransfer,
  CallDesk,
  ConsultedElsewhere,
  Placed,
  Transfer,
} from "#server/telephone.ts";
import { type CallId, callerLeg, type LegId } from "#telephony/call/leg.ts";

export type HouseDeskMeans = OwnCallMeans &
  CallsInHandMeans &
  Pick<MessageDeskMeans, "mailTo"> &
  Pick<ReferredCallMeans, "deviceAt">;

export class HouseDesk implements CallDesk {
  readonly #calls: CallHost;
  readonly #transfers: Transfers;
  readonly #referred: ReferredCalls;
  readonly own: OwnCalls;
  /** What is done with calls that are there. */
  readonly inHand: CallsInHand;
  /** What is done with messages. */
  readonly messages: MessageDesk;

  constructor(of: HouseDeskMeans) {
    this.#calls = of.calls;
    this.own = new OwnCalls(of);
    this.inHand = new CallsInHand(of);
    this.#transfers = new Transfers({
      calls: of.calls,
      clock: of.clock,
      nextLeg: () => this.nextLeg(),
      place: (caller, placed) => this.place(caller, placed),
      refers: (id) => {
        const account = of.settings().accounts.find((one) => one.id === id);
        return account?.transferBy === "refer";
      },
    });
    this.#referred = new ReferredCalls({ ...of, transfers: this.#transfers });
    this.messages = messageDesk({
      settings: of.settings,
      transfers: this.#transfers,
      playTo: (to, message) => this.own.playMessage(to, message),
      mailTo: of.mailTo,
    });
  }

  nextLeg(): LegId {
    return callerLeg(this.#calls.newId());
  }

  place(caller: Leg, placed: Placed): void {
    this.own.placed(caller, placed);
  }

  transfer(both: Transfer): readonly LegId[] {
    return this.#transfers.putThrough(both);
  }

  refer(asked: Transfer | BlindTransfer | ConsultedElsewhere): boolean {
    return "dialog" in asked ? this.#referred.consulted(asked) : this.#transfers.refer(asked);
  }

  /** A party outside asks for it; false: it is not to be. */
  referAsked(asking: ReferAsking): boolean {
    return this.#referred.asked(asking);
  }

  /** What the INVITEs of that call say besides, when a transfer began it. */
  says(call: CallId): Said | undefined {
    return this.#referred.says(call);
  }

  /** The party at that account whose telephone may make that call itself. */
  mayCall(call: CallId, account: string): Leg | undefined {
    return this.#transfers.mayCall(call, account);
  }

  gather(one: LegId, other: LegId): boolean {
    return this.inHand.conferences.gather(one, other);
  }

  codecsBeside(leg: LegId): ReturnType<Leg["codecs"]> {
    return this.#calls.codecsBeside(leg);
  }
}
