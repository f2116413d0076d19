import type { CallWatch } from "#exchange/calls/callBook.ts";
import { bridgeTeller } from "#exchange/calls/callTeller.ts";
import type { Channels } from "#exchange/channels.ts";
import { hopsLeft, type Refusal } from "#exchange/proxy/admission.ts";
import type { Taken, TakenBranch } from "#exchange/proxy/target.ts";
import type { ExchangeSettings, Trunk, User } from "#exchange/settings/settings.ts";
import { BranchTransaction } from "#exchange/trunks/branch.ts";
import { type Attempt, Bridge } from "#exchange/trunks/bridge.ts";
import { bodyLike, inviteLines } from "#exchange/trunks/carried.ts";
import { loginOf, type TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { asWritten, callerFor, numberUri, trunkAddress } from "#exchange/trunks/trunkNames.ts";
import type { Cancel } from "#kit/listeners.ts";
import type { LayeredAgent } from "#sip/agent/layeredAgent.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Clock } from "#world/clock.ts";
import type { Log } from "#world/log.ts";
import { type Random, token } from "#world/random.ts";

/** Out to a number, with a user's rights: by the first of these trunks that has no trouble. */
export interface WayOut {
  readonly user: User;
  readonly number: string;
  readonly trunks: readonly Trunk[];
  /** However many calls a trunk has, and whatever it answers. */
  readonly isForHelp?: true;
}

/** A user's call out, which somebody has let through and given a channel. */
export interface CallOut extends WayOut {
  readonly transaction: ServerTransaction;
}

/** The calls that go out by trunks which ask for a password: each is a bridge. */
export interface TrunkCalls {
  place(call: CallOut): void;
  /** A call that is forwarded out: one branch of it, whose channel and end are the call's once it answers. */
  branch(branch: TakenBranch, way: WayOut): Taken;
  readonly size: number;
  /** Ends all. */
  close(): void;
}

export interface TrunkCallMeans {
  readonly agent: LayeredAgent;
  readonly accounts: TrunkAccounts;
  readonly channels: Channels;
  readonly settings: () => ExchangeSettings;
  readonly log: Log;
  readonly random: Random;
  readonly clock: Clock;
  readonly watch: CallWatch;
}

/** A proxy can not answer a carrier's challenge; where none asks for a password, it is the cheaper way. */
export const needsBridge = (trunks: readonly Trunk[]): boolean =>
  trunks.some(({ login }) => login !== undefined);

/** What it replaces is a dialog at the other end of a bridge, which has another name there. */
export const unbridgeable = (request: SipRequest): Refusal | undefined =>
  request.lines(Replaces.name).length > 0 ? { status: 488 } : undefined;

export const trunkCalls = (means: TrunkCallMeans): TrunkCalls => new BridgedCalls(means);

class BridgedCalls implements TrunkCalls {
  readonly #means: TrunkCallMeans;
  readonly #placed = new Map<SipRequest, Placed>();
  readonly #bridges = new Set<Bridge>();
  readonly #deafen: Cancel;
  #attempts = 0;

  constructor(means: TrunkCallMeans) {
    this.#means = means;
    this.#deafen = means.agent.invites(({ session, request }) => {
      const call = this.#placed.get(request);
      if (call === undefined) session.perform({ do: "refuse", status: 404 });
      else this.#begin(call, session);
      this.#placed.delete(request);
    });
  }

  place(call: CallOut): void {
    if (!this.#isPlaced({ ...call, isForked: false, isOurs: () => true }))
      this.#means.channels.release(callIdOf(call.transaction.request));
  }

  branch(branch: TakenBranch, way: WayOut): Taken {
    const { request } = branch;
    const { channels } = this.#means;
    const transaction = new BranchTransaction(branch, () => channels.hold(callIdOf(request)));
    const refusal = unbridgeable(request);
    if (refusal !== undefined) {
      const toTag = token(this.#means.random);
      transaction.answer(respond(request, refusal.status, { toTag }));
    } else {
      const isOurs = (): boolean => transaction.isAccepted;
      this.#isPlaced({ ...way, transaction, isForked: true, isOurs });
    }
    return transaction;
  }

  get size(): number {
    return this.#bridges.size;
  }

  close(): void {
    this.#deafen();
    for (const bridge of this.#bridges) bridge.end();
  }

  /** False: the agent itself has refused it, and no bridge will end. */
  #isPlaced(call: Placed): boolean {
    const { transaction, isForked } = call;
    this.#placed.set(transaction.request, call);
    this.#means.agent.arrived(transaction, isForked);
    return !this.#placed.delete(transaction.request);
  }

  #begin(call: Placed, near: Session): void {
    const { channels, watch, clock } = this.#means;
    const { request } = call.transaction;
    const teller = bridgeTeller(watch, request);
    if (!call.isForked) channels.hold(near.callId);
    teller.near(near);
    const bridge = new Bridge({
      near,
      request,
      hurries: call.isForHelp && clock,
      attempts: call.trunks.map((trunk) => this.#attempt(call, trunk, teller)),
      ended: () => {
        this.#bridges.delete(bridge);
        if (!call.isOurs()) return;
        teller.over();
        channels.release(near.callId);
      },
    });
    this.#bridges.add(bridge);
    bridge.begin();
  }

  #attempt(call: Placed, trunk: Trunk, teller: ReturnType<typeof bridgeTeller>): Attempt {
    const { channels } = this.#means;
    return () => {
      const lease = `${trunk.id} ${callIdOf(call.transaction.request)} ${this.#attempts++}`;
      const most = call.isForHelp ? Number.POSITIVE_INFINITY : trunk.channels;
      if (!channels.take(`trunk/${trunk.id}`, lease, most)) return undefined;
      channels.hold(lease);
      const far = farSession(call, trunk, this.#means);
      far.events(({ on }) => {
        if (on === "over" || on === "refused") channels.release(lease);
      });
      teller.far(`trunk/${trunk.id}`, far);
      return far;
    };
  }
}

/** A call of which a bridge is made as soon as it has its session. */
interface Placed extends CallOut {
  /** One branch of several. */
  readonly isForked: boolean;
  /** The call's end is this bridge's: no other branch has it, or may have it yet. */
  readonly isOurs: () => boolean;
}

const callIdOf = (request: SipRequest): string => readable(request, CallId) ?? "";

/** The call by that trunk, as it wants numbers and people written. */
function farSession(
  { transaction: { request }, user, number, isForHelp }: CallOut,
  trunk: Trunk,
  { agent, accounts, settings, log }: TrunkCallMeans,
): Session {
  const { country } = settings();
  const { uri, route } = accounts.way(trunk);
  const { from, lines } = callerFor(trunk, { user, request, country });
  const written = isForHelp ? number : asWritten(trunk, number, country);
  const login = loginOf(trunk);
  log.debug?.(`trunk/${trunk.id} is asked for a call`, { of: user.name });
  return agent.call({
    uri: numberUri(trunk, written),
    from,
    to: `<${trunkAddress(trunk, written)}>`,
    route,
    destination: () => ({ to: "uri", uri }),
    contactUser: accounts.contactUser(trunk),
    extra: [...lines, ...inviteLines(request)],
    maxForwards: hopsLeft(request) - 1,
    ...bodyLike(request),
    ...(login && { login }),
  });
}
