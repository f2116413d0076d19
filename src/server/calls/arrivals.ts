import type { Cancel } from "#kit/listeners.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import type { CallHost } from "#server/callHost.ts";
import type { CallsInHand } from "#server/calls/callsInHand.ts";
import { named } from "#server/calls/decisions.ts";
import { cameBy } from "#server/calls/diversion.ts";
import { type Arrived, Doorman } from "#server/calls/doorman.ts";
import { encryptionFor } from "#server/encryption.ts";
import { CallerProof, type Proof } from "#server/identity/callerProof.ts";
import { SipLeg } from "#server/legs/sipLeg.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import type { Peers } from "#server/peers/peers.ts";
import { SipPhone } from "#server/phones/sipPhone.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import type { Doorkeeper } from "#server/registrar/doorkeeper.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import type { Telephones } from "#server/telephones.ts";
import type { IncomingInvite } from "#sip/agent/userAgent.ts";
import { rateLimit } from "#sip/guard/strangers.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import { callerLeg, type LegId } from "#telephony/call/leg.ts";
import { takePrefix } from "#telephony/number/ownParty.ts";

export interface ArrivalMeans {
  readonly parts: Pick<ServerParts, "world" | "agent" | "settings">;
  readonly accounts: AccountHost;
  readonly peers: Peers;
  readonly doorkeeper: Doorkeeper;
  readonly registrar: DeviceRegistrar;
  readonly telephones: Telephones;
  readonly calls: CallHost;
  readonly inHand: Pick<CallsInHand, "mayReplace">;
  readonly broker: BrokerMeans;
  readonly subscriptions: Pick<Subscriptions, "contact">;
  /** Whether new calls are taken: not while the server closes. */
  readonly isOpen: () => boolean;
  readonly calledForHelp: () => boolean;
}

/** Takes the INVITEs that come, as the doorman says: as calls to the owner, or from his telephones. */
export function takeArrivals(means: ArrivalMeans): Cancel {
  const { parts, accounts, peers, doorkeeper, isOpen, calledForHelp } = means;
  const proof = new CallerProof({ world: parts.world, settings: () => parts.settings.current() });
  const doorman = new Doorman({
    world: parts.world,
    settings: () => parts.settings.current(),
    accounts,
    peers,
    doorkeeper,
    isAt: (device, flow) => isAt(means.registrar, device, flow),
    strangers: rateLimit(3, 1 / 20),
    isOpen,
    calledForHelp,
    placed: (device, incoming, replaces) => placed(means.telephones, device, incoming, replaces),
    replaced: ({ callId }, taker) => {
      const leg = means.calls.legWith(callId);
      return leg !== undefined && means.inHand.mayReplace(leg, taker) ? leg : undefined;
    },
    arrived: (incoming, call) => arrived({ ...means, proof }, incoming, call),
  });
  const deaf = parts.agent.invites((incoming) => doorman.receive(incoming));
  return () => {
    deaf();
    proof.close();
  };
}

interface Arriving extends ArrivalMeans {
  readonly proof: Pick<CallerProof, "of">;
}

const isAt = (registrar: DeviceRegistrar, device: string, { remote, protocol }: Flow): boolean =>
  registrar.places(device).some(({ binding: { flow } }) => {
    const there = flow.remote.host === remote.host && flow.remote.port === remote.port;
    return there && flow.protocol === protocol;
  });

function placed(
  telephones: Telephones,
  device: string,
  incoming: IncomingInvite,
  replaces: LegId | undefined,
): void {
  const telephone = telephones.get(device);
  const instead = replaces && `${takePrefix}${replaces}`;
  if (telephone instanceof SipPhone) telephone.calls(incoming, instead);
  else incoming.session.perform({ do: "refuse", status: 404 });
}

function arrived(means: Arriving, incoming: IncomingInvite, call: Arrived): void {
  const { parts, calls, broker, subscriptions } = means;
  const { from, called, via, attested, replaces } = call;
  const settings = parts.settings.current();
  const id = calls.newId();
  const account = settings.accounts.find((one) => one.id === via);
  const { remote, protocol } = incoming.flow;
  const leg = SipLeg.called(
    {
      broker,
      id: callerLeg(id),
      peer: remote.host,
      encryption: encryptionFor(account?.mustEncrypt ?? false, protocol),
      saysHold: account?.holdBy === "reinvite",
      others: () => calls.codecsBeside(callerLeg(id)),
    },
    incoming,
  );
  if (!leg.canAnswer) return void leg.close();
  const about: CallAbout = {
    id,
    direction: "in",
    from: named(from, settings, subscriptions.contact(from)),
    to: called,
    began: parts.world.clock.wallTime(),
    ...cameBy(incoming.request),
    ...(via !== undefined && { via }),
    ...(attested && { attested }),
    ...(replaces && { replaces }),
  };
  calls.take(about, leg, attested || replaces ? {} : { proof: proofOf(means, incoming, call) });
}

/** Whoever calls back those who called for help waits for nothing. */
const proofOf = (
  { proof, calledForHelp }: Arriving,
  { request }: IncomingInvite,
  call: Arrived,
): Promise<Proof> | undefined => (calledForHelp() ? undefined : proof.of(request, call));
