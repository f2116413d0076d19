import { familyOf } from "#exchange/relay/carriable.ts";
import { type Relays, relays } from "#exchange/relay/relays.ts";
import { PortPool } from "#media/engine/portPool.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { World } from "#world/world.ts";

export interface OpeningRelays {
  readonly world: World;
  /** The local address of the sockets. */
  readonly host: string;
  /** UDP ports, both ends included. */
  readonly ports: { readonly from: number; readonly to: number };
  /** The host that peers send to, where it is none that we listen at: an address, or a name of one. */
  readonly advertise?: string;
  readonly transports: Pick<OpenTransports, "ownAddress">;
}

export interface OpenRelays {
  readonly relays: Relays;
  /** What descriptions say for us to whom that flow leads to. */
  readonly shownTo: (flow: Flow) => string;
  close(): void;
}

/** So many pairs wait bound, for a call that is forked must not wait: its packets are on their way at once. */
const ahead = 16;

/** Media ports for calls whose parties cannot reach each other. */
export async function openRelays(of: OpeningRelays): Promise<OpenRelays> {
  const { world, host, ports, transports } = of;
  const family = familyOf(host);
  const { network, clock } = world;
  const pool = new PortPool({ network, clock, ports: [ports.from, ports.to], host, ahead });
  const advertised = await addressOf(of, family);
  const shownTo = (flow: Flow): string => advertised ?? transports.ownAddress(flow).host;
  const isOurs = (one: string): boolean =>
    one === host || one === advertised || one === network.ownAddress();
  const most = (ports.to - ports.from + 1) >> 2;
  const all = relays({ pool, clock, family, isOurs, most, log: world.log });
  return {
    relays: all,
    shownTo,
    close() {
      all.close();
      pool.close();
    },
  };
}

/** Many a telephone understands no name in a description. */
async function addressOf(
  { world, advertise }: OpeningRelays,
  family: 4 | 6,
): Promise<string | undefined> {
  if (advertise === undefined) return undefined;
  const found = await world.network.lookup(advertise, family === 4 ? "A" : "AAAA");
  const [first] = found.ok ? found.value : [];
  if (first === undefined) world.log.warn("no address for what is advertised", { advertise });
  return first?.data[0] ?? advertise;
}
