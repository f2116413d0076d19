import { fail, ok, type Result } from "#kit/result.ts";
import { after, millis, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { DnsRecord, Network } from "#world/network.ts";
import type { Random } from "#world/random.ts";
import { type Ether, type Host, ownAddress } from "#world/sim/ether.ts";
import { type Nat, type NatOptions, type Router, router } from "#world/sim/nat.ts";
import { simConnect, simListen } from "#world/sim/simStreams.ts";
import { simUdp } from "#world/sim/simUdp.ts";
import { fair, type Weather } from "#world/sim/weather.ts";

/** A whole internet in memory, driven by a clock and by luck that are given to it. */
export interface SimNetwork {
  /** A machine with these addresses; each address is its own in the whole network. */
  host(addresses: string | readonly string[], behind?: Nat): Network;
  /** The machine that has one of them has the other from now on, in its place. */
  moves(from: string, to: string): void;
  nat(address: string, options?: NatOptions): Nat;
  /** From now on, between these two addresses both ways; or everywhere. */
  weather(weather: Weather, between?: readonly [string, string]): void;
  /** What the DNS says; no data takes the records away. `data` as in DnsRecord. */
  record(name: string, kind: DnsRecord["kind"], ...data: readonly (readonly string[])[]): void;
  /** While true nobody answers lookups. */
  dnsIsSilent: boolean;
  /** While true whoever is asked says at once that it cannot tell (SERVFAIL). */
  dnsFails: boolean;
  /** Lookups that machines have asked for since the beginning, and those that wait for an answer. */
  readonly lookups: { readonly asked: number; readonly waiting: number };
  /** Sockets, streams and listeners that are open, in words. */
  readonly open: readonly string[];
}

export function simNetwork(clock: Clock, random: Random): SimNetwork {
  let everywhere = fair;
  const places = new Map<string, Weather>();
  const records = new Map<string, readonly DnsRecord[]>();
  const ether: Ether = {
    clock,
    random,
    weather: (from, to) => places.get(`${from} ${to}`) ?? everywhere,
    hosts: new Map(),
    routers: new Map(),
    open: new Set(),
  };
  const lookups = { asked: 0, waiting: 0 };
  async function look(name: string, kind: DnsRecord["kind"]): Promise<Result<Records>> {
    lookups.asked++;
    lookups.waiting++;
    const { dnsIsSilent, dnsFails } = network;
    const wait = dnsIsSilent ? silentFor : millis(2 * fair.delay);
    await new Promise<void>((resolve) => clock.at(after(clock.now(), wait), resolve));
    lookups.waiting--;
    if (dnsIsSilent) return fail("network.dns", `${kind} ${name}: nobody answers`);
    if (dnsFails) return fail("network.dns", `${kind} ${name}: ESERVFAIL`);
    return ok(records.get(`${kind} ${name.toLowerCase()}`) ?? []);
  }
  const network: SimNetwork = {
    host(addresses, behind) {
      const host = machine([addresses].flat(), behind as Router | undefined);
      for (const address of host.addresses) ether.hosts.set(address, host);
      return networkOf(ether, host, look);
    },
    moves: (from, to) => moved(ether, from, to),
    nat(address, options = {}) {
      const made = router(address, options);
      ether.routers.set(address, made);
      return made;
    },
    weather(weather, pair) {
      if (!pair) everywhere = weather;
      for (const [a, b] of pair ? [pair, [...pair].reverse()] : [])
        places.set(`${a} ${b}`, weather);
    },
    record(name, kind, ...data) {
      const made = data.map((each) => ({ kind, data: each, ttl: seconds(60) }));
      records.set(`${kind} ${name.toLowerCase()}`, made);
    },
    dnsIsSilent: false,
    dnsFails: false,
    lookups,
    get open() {
      return [...ether.open].sort();
    },
  };
  return network;
}

type Records = readonly DnsRecord[];

const machine = (addresses: readonly string[], behind: Router | undefined): Host => ({
  ...{ addresses, behind, udp: new Map(), tcp: new Map(), nextPort: 49_152 },
});

function moved(ether: Ether, from: string, to: string): void {
  const host = ether.hosts.get(from);
  if (!host) throw new Error(`nobody has ${from}`);
  host.addresses = host.addresses.map((one) => (one === from ? to : one));
  ether.hosts.delete(from);
  ether.hosts.set(to, host);
}
type Look = (name: string, kind: DnsRecord["kind"]) => Promise<Result<Records>>;

const silentFor = seconds(4);

const networkOf = (ether: Ether, host: Host, look: Look): Network => ({
  udp: (local) => Promise.resolve(simUdp(ether, host, local)),
  listen: (local, accept, tls) => Promise.resolve(simListen(ether, host, local, { accept, tls })),
  connect: (remote, tls) => simConnect(ether, host, remote, tls),
  lookup(name, kind) {
    const literal = literalKind(name);
    if (!literal) return look(name, kind);
    return Promise.resolve(ok(literal === kind ? [{ kind, data: [name], ttl: seconds(60) }] : []));
  },
  ownAddress: (towards) => ownAddress(host, towards),
});

function literalKind(name: string): "A" | "AAAA" | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "A";
  return name.includes(":") ? "AAAA" : undefined;
}
