import { fail, ok } from "#kit/result.ts";
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
  nat(address: string, options?: NatOptions): Nat;
  /** From now on, between these two addresses both ways; or everywhere. */
  weather(weather: Weather, between?: readonly [string, string]): void;
  /** What the DNS says; no data takes the records away. `data` as in DnsRecord. */
  record(name: string, kind: DnsRecord["kind"], ...data: readonly (readonly string[])[]): void;
  /** While true nobody answers lookups. */
  dnsIsSilent: boolean;
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
  const network: SimNetwork = {
    host(addresses, behind) {
      const host: Host = {
        addresses: [addresses].flat(),
        behind: behind as Router | undefined,
        udp: new Map(),
        tcp: new Map(),
        nextPort: 49_152,
      };
      for (const address of host.addresses) ether.hosts.set(address, host);
      return networkOf(ether, host, (name, kind) =>
        network.dnsIsSilent ? undefined : (records.get(`${kind} ${name.toLowerCase()}`) ?? []),
      );
    },
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
    get open() {
      return [...ether.open].sort();
    },
  };
  return network;
}

type Book = (name: string, kind: DnsRecord["kind"]) => readonly DnsRecord[] | undefined;

const silentFor = seconds(4);

function networkOf(ether: Ether, host: Host, book: Book): Network {
  const wait = (long: number): Promise<void> =>
    new Promise((resolve) => {
      ether.clock.at(after(ether.clock.now(), millis(long)), resolve);
    });
  return {
    udp: (local) => Promise.resolve(simUdp(ether, host, local)),
    listen: (local, accept, tls) => Promise.resolve(simListen(ether, host, local, { accept, tls })),
    connect: (remote, tls) => simConnect(ether, host, remote, tls),
    async lookup(name, kind) {
      const literal = literalKind(name);
      if (literal) return ok(literal === kind ? [{ kind, data: [name], ttl: seconds(60) }] : []);
      const found = book(name, kind);
      await wait(found ? 2 * fair.delay : silentFor);
      return found ? ok(found) : fail("network.dns", `${kind} ${name}: nobody answers`);
    },
    ownAddress: (towards) => ownAddress(host, towards),
  };
}

function literalKind(name: string): "A" | "AAAA" | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "A";
  return name.includes(":") ? "AAAA" : undefined;
}
