import { type CallWires, callWires } from "#exchange/calls/callWires.ts";
import { Exchange } from "#exchange/exchange.ts";
import type { CrewParts } from "#exchange/exchangeParts.ts";
import { noJournal, openJournal } from "#exchange/journal.ts";
import { openDirectoryKey } from "#exchange/members/directoryKey.ts";
import type { NodeStores } from "#exchange/nodes/nodeStores.ts";
import { type Keeping, openNode } from "#exchange/nodes/openNode.ts";
import { openPolicies } from "#exchange/policy/policies.ts";
import { openRelays } from "#exchange/relay/openRelays.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { policyFiles } from "#exchange/store/fileDrawer.ts";
import { joined } from "#exchange/users/joined.ts";
import { commonDrawer } from "#exchange/workers/commonDrawer.ts";
import { CrewTransports, type ExchangeTransports } from "#exchange/workers/crewTransports.ts";
import { connectionMark, first, portsOf } from "#exchange/workers/ownership.ts";
import { ok, type Result } from "#kit/result.ts";
import { watched } from "#sip/agent/traffic.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { locator } from "#sip/transport/locator.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Address, Network, TlsIdentity } from "#world/network.ts";
import { token } from "#world/random.ts";
import { serverKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

export interface OpeningExchange {
  readonly world: World;
  readonly settings: ExchangeSettings;
  /** UDP and TCP. */
  readonly sip: Address;
  readonly sips?: Address;
  readonly identity?: TlsIdentity;
  readonly advertise?: string;
  /** The password of the attendant's house, when one runs. */
  readonly attendant?: string;
  /** UDP ports for sound that must pass here; none: it never does. */
  readonly rtp?: { readonly from: number; readonly to: number };
  /** Of an exchange of several processes. */
  readonly crew?: OpeningCrew;
  /** It is one of several nodes: what it shares with them. Whoever opened it closes it. */
  readonly stores?: NodeStores | undefined;
}

export interface OpeningCrew extends Pick<CrewParts, "crew" | "run"> {
  /** Its ports may be the others' too. */
  readonly network: Network;
}

export interface OpenedExchange {
  readonly exchange: Exchange;
  readonly wires: CallWires;
  readonly bound: OpenTransports["bound"];
  /** For members that live in this process. */
  readonly admit: OpenTransports["admit"];
  close(): Promise<void>;
}

/** Everything of one exchange, opened in order and closed in the other. */
export async function openExchange(of: OpeningExchange): Promise<Result<OpenedExchange>> {
  const { world, settings, sip, advertise } = of;
  const shown = { ...(advertise !== undefined && { advertise }) };
  const self = token(world.random, 32);
  const opened = await transportsOf(of, self);
  if (!opened.ok) return opened;
  const { transports, knows, handedOver } = opened.value;
  const seen = watched(transports);
  const [key, trouble] = await serverKey(world);
  if (trouble !== undefined) world.log.warn("the exchange's key is not kept", { ...trouble });
  const [signer, kept] = await openDirectoryKey(world);
  if (!kept.ok) world.log.warn("the directory's key is not kept", { ...kept.problem });
  const { bindings, invitations } = await journalsOf(of);
  const shared = await sharedOf(of, transports.bound);
  if (!shared.ok) {
    transports.close();
    return shared;
  }
  const relays = await relaysOf(of, transports);
  const crew = of.crew?.crew;
  const wires = callWires(seen.traffic, world.clock);
  const { rows } = wires;
  const exchange = new Exchange({
    world,
    transports: { ...seen.transports, bound: transports.bound, unread: transports.unread },
    dropped: () => transports.dropped,
    locate: locator(world, sip.host.includes(":")),
    ...{ key, signer, settings, bindings },
    policies: await openPolicies(world, drawerOf(of)),
    joined: joined(invitations, crew),
    ...shown,
    ...(relays && { relays }),
    ...(of.attendant !== undefined && { attendant: of.attendant }),
    ...shared.value,
    ...(of.crew && { crew: { ...of.crew, self: callMark(of.crew, self), rows, handedOver } }),
  });
  knows(exchange);
  await crew?.begin();
  return ok({
    ...{ exchange, wires, bound: transports.bound },
    admit: (stream) => transports.admit(stream),
    async close() {
      await exchange.close();
      await shared.value.close?.();
      relays?.close();
      wires.close();
      transports.close();
      await bindings.close();
      await invitations.close();
      crew?.close();
    },
  });
}

interface Reach {
  readonly transports: ExchangeTransports;
  /** Whose registration is whose worker's depends on who the users are. */
  readonly knows: (exchange: Exchange) => void;
  readonly handedOver: () => number;
}

/** Ours alone, or as one of several. `self`: names this process. */
async function transportsOf(of: OpeningExchange, self: string): Promise<Result<Reach>> {
  const { world, sip, sips, identity, advertise, crew } = of;
  const opened = await openTransports(crew ? { ...world, network: crew.network } : world, {
    ...{ udp: [sip], tcp: [sip] },
    ...(sips && identity && { tls: [sips], identity }),
    ...(advertise !== undefined && { advertise }),
    ...(crew && { connectionMark: connectionMark(crew.crew.own, self) }),
  });
  if (!opened.ok) return opened;
  if (crew === undefined)
    return ok({ transports: opened.value, knows: () => undefined, handedOver: () => 0 });
  const transports = new CrewTransports(opened.value, crew.crew, world.clock);
  const knows = ({ inside }: Exchange): void => {
    transports.nameOf = (user) => inside.directory().find({ user })?.name ?? user;
  };
  return ok({ transports, knows, handedOver: () => transports.handedOver });
}

/** What nodes keep together, in the stead of what one would keep alone. */
async function sharedOf(
  { world, stores, advertise, sip }: OpeningExchange,
  bound: OpenTransports["bound"],
): Promise<Result<Partial<Keeping>>> {
  if (stores === undefined) return ok({});
  const host = advertise ?? (isAny(sip.host) ? world.network.ownAddress() : sip.host);
  return openNode({ world, stores, bound, host });
}

const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";

/** Of several processes the first one writes. */
async function journalsOf({ world, crew }: OpeningExchange) {
  if (crew !== undefined && crew.crew.own !== first)
    return { bindings: noJournal<readonly Binding[]>(), invitations: noJournal<string>() };
  return {
    bindings: await openJournal<readonly Binding[]>(world, "bindings.jsonl"),
    invitations: await openJournal<string>(world, "joined.jsonl"),
  };
}

function drawerOf({ world, crew }: OpeningExchange): Drawer {
  const own = policyFiles(world.files);
  return crew === undefined ? own : commonDrawer(own, crew.crew);
}

async function relaysOf(of: OpeningExchange, transports: ExchangeTransports) {
  const { world, sip, rtp, advertise, crew } = of;
  if (rtp === undefined) return undefined;
  const ports = crew ? portsOf(rtp, crew.crew) : rtp;
  const shown = { ...(advertise !== undefined && { advertise }) };
  return openRelays({ world, transports, host: sip.host, ports, ...shown });
}

const callMark = ({ crew: { own } }: OpeningCrew, self: string): string => `w${own}${self}`;
