import type { CallWatch } from "#exchange/calls/callBook.ts";
import { bridgeTeller } from "#exchange/calls/callTeller.ts";
import type { Channels } from "#exchange/channels.ts";
import { hopsLeft, type Refusal } from "#exchange/proxy/admission.ts";
import type { ExchangeSettings, Trunk, User } from "#exchange/settings/settings.ts";
import { type Attempt, Bridge } from "#exchange/trunks/bridge.ts";
import { bodyLike, inviteLines } from "#exchange/trunks/carried.ts";
import { loginOf, type TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { asWritten, callerFor, numberUri, trunkAddress } from "#exchange/trunks/trunkNames.ts";
import type { LayeredAgent } from "#sip/agent/layeredAgent.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import type { Log } from "#world/log.ts";

/** A user's call out, which somebody has let through and given a channel. */
export interface CallOut {
  readonly transaction: ServerTransaction;
  readonly user: User;
  readonly number: string;
  readonly trunks: readonly Trunk[];
}

/** The calls that go out by trunks which ask for a password: each is a bridge. */
export interface TrunkCalls {
  place(call: CallOut): void;
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
  readonly watch: CallWatch;
}

/** A proxy can not answer a carrier's challenge; where none asks for a password, it is the cheaper way. */
export const needsBridge = (trunks: readonly Trunk[]): boolean =>
  trunks.some(({ login }) => login !== undefined);

/** What it replaces is a dialog at the other end of a bridge, which has another name there. */
export const unbridgeable = (request: SipRequest): Refusal | undefined =>
  request.lines(Replaces.name).length > 0 ? { status: 488 } : undefined;

export function trunkCalls(means: TrunkCallMeans): TrunkCalls {
  const { agent, channels, watch } = means;
  const placed = new Map<SipRequest, CallOut>();
  const bridges = new Set<Bridge>();

  const deafen = agent.invites(({ session, request }) => {
    const call = placed.get(request);
    if (call === undefined) session.perform({ do: "refuse", status: 404 });
    else begin(call, session);
    placed.delete(request);
  });

  function begin(call: CallOut, near: Session): void {
    const { request } = call.transaction;
    const teller = bridgeTeller(watch, request);
    teller.near(near);
    const bridge = new Bridge({
      near,
      request,
      attempts: call.trunks.map((trunk) => attempt(call, trunk, teller)),
      ended() {
        bridges.delete(bridge);
        teller.over();
        channels.release(near.callId);
      },
    });
    bridges.add(bridge);
    channels.hold(near.callId);
    bridge.begin();
  }

  const attempt =
    (call: CallOut, trunk: Trunk, teller: ReturnType<typeof bridgeTeller>): Attempt =>
    () => {
      const lease = `${trunk.id} ${readable(call.transaction.request, CallId)}`;
      if (!channels.take(`trunk/${trunk.id}`, lease, trunk.channels)) return undefined;
      channels.hold(lease);
      const far = farSession(call, trunk, means);
      far.events(({ on }) => {
        if (on === "over" || on === "refused") channels.release(lease);
      });
      teller.far(`trunk/${trunk.id}`, far);
      return far;
    };

  return {
    place(call) {
      const { request } = call.transaction;
      placed.set(request, call);
      agent.arrived(call.transaction);
      const isRefused = placed.delete(request); // by the agent itself: no bridge ends
      if (isRefused) channels.release(readable(request, CallId) ?? "");
    },
    get size() {
      return bridges.size;
    },
    close() {
      deafen();
      for (const bridge of bridges) bridge.end();
    },
  };
}

/** The call by that trunk, as it wants numbers and people written. */
function farSession(
  { transaction: { request }, user, number }: CallOut,
  trunk: Trunk,
  { agent, accounts, settings, log }: TrunkCallMeans,
): Session {
  const { country } = settings();
  const { uri, route } = accounts.way(trunk);
  const { from, lines } = callerFor(trunk, { user, request, country });
  const written = asWritten(trunk, number, country);
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
