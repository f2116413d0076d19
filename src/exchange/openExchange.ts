import { type CallWires, callWires } from "#exchange/calls/callWires.ts";
import { Exchange } from "#exchange/exchange.ts";
import { openJournal } from "#exchange/journal.ts";
import { openDirectoryKey } from "#exchange/members/directoryKey.ts";
import { openPolicies } from "#exchange/policy/policies.ts";
import { openRelays } from "#exchange/relay/openRelays.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { policyFiles } from "#exchange/store/fileDrawer.ts";
import { joined } from "#exchange/users/joined.ts";
import { ok, type Result } from "#kit/result.ts";
import { watched } from "#sip/agent/traffic.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { locator } from "#sip/transport/locator.ts";
import { type OpenTransports, openTransports } from "#sip/transport/transports.ts";
import type { Address, TlsIdentity } from "#world/network.ts";
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
  const { world, settings, sip, sips, identity, advertise, rtp } = of;
  const shown = { ...(advertise !== undefined && { advertise }) };
  const opened = await openTransports(world, {
    udp: [sip],
    tcp: [sip],
    ...(sips && identity && { tls: [sips], identity }),
    ...shown,
  });
  if (!opened.ok) return opened;
  const transports = opened.value;
  const seen = watched(transports);
  const [key, trouble] = await serverKey(world);
  if (trouble !== undefined) world.log.warn("the exchange's key is not kept", { ...trouble });
  const [signer, kept] = await openDirectoryKey(world);
  if (!kept.ok) world.log.warn("the directory's key is not kept", { ...kept.problem });
  const bindings = await openJournal<readonly Binding[]>(world, "bindings.jsonl");
  const relays =
    rtp && (await openRelays({ world, transports, host: sip.host, ports: rtp, ...shown }));
  const invitations = await openJournal<string>(world, "joined.jsonl");
  const exchange = new Exchange({
    world,
    transports: { ...seen.transports, bound: transports.bound },
    locate: locator(world, sip.host.includes(":")),
    key,
    signer,
    settings,
    bindings,
    policies: await openPolicies(world, policyFiles(world.files)),
    joined: joined(invitations),
    ...shown,
    ...(relays && { relays }),
    ...(of.attendant !== undefined && { attendant: of.attendant }),
  });
  const wires = callWires(seen.traffic, world.clock);
  return ok({
    exchange,
    wires,
    bound: transports.bound,
    admit: (stream) => transports.admit(stream),
    async close() {
      await exchange.close();
      relays?.close();
      wires.close();
      transports.close();
      await bindings.close();
      await invitations.close();
    },
  });
}
