import { after } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, StreamSocket, TlsServer } from "#world/network.ts";
import type { Random } from "#world/random.ts";
import type { Router } from "#world/sim/nat.ts";
import { flight, happens, type Weather } from "#world/sim/weather.ts";

/** What all hosts of one simulated network share: time, luck, weather, and who has which address. */
export interface Ether {
  readonly clock: Clock;
  readonly random: Random;
  weather(from: string, to: string): Weather;
  readonly hosts: Map<string, Host>;
  readonly routers: Map<string, Router>;
  /** Everything that is open, by its words: what a leak check lists. */
  readonly open: Set<string>;
}

/** One machine. */
export interface Host {
  addresses: readonly string[];
  readonly behind: Router | undefined;
  readonly udp: Map<number, Inbox>;
  readonly tcp: Map<number, Door>;
  nextPort: number;
}

/** A UDP socket as the network sees it; `at` is undefined for all of the host's addresses. */
export interface Inbox {
  readonly at: string | undefined;
  readonly take: (data: Uint8Array, from: Address) => void;
}

/** A listening port. */
export interface Door {
  readonly at: string | undefined;
  readonly tls: TlsServer | undefined;
  readonly accept: (stream: StreamSocket) => void;
}

export const isWildcard = (host: string): boolean => host === "0.0.0.0" || host === "::";
export const written = ({ host, port }: Address): string => `${host}:${port}`;

/** The host's own address for a peer of that family. */
export const ownAddress = ({ addresses }: Host, towards = ""): string =>
  addresses.find((one) => one.includes(":") === towards.includes(":")) ?? addresses[0] ?? "";

/** Address as the peer sees it: a router on the way changes it. */
export function seenFrom(ether: Ether, host: Host, from: Address, to: Address): Address {
  const isInside = host.behind !== undefined && ether.hosts.get(to.host)?.behind === host.behind;
  return host.behind && !isInside ? host.behind.leaves(from, to, ether.clock.now()) : from;
}

/** Whose it is that is sent from `from` to `to`; undefined when a router or nobody takes it. */
export function reaches(ether: Ether, from: Address, to: Address): Address | undefined {
  const through = ether.routers.get(to.host);
  if (through) return through.enters(to.port, from, ether.clock.now());
  const router = ether.hosts.get(to.host)?.behind;
  const sender = ether.hosts.get(from.host)?.behind;
  return router && sender !== router ? undefined : to; // nobody outside can write to a private address
}

/** A datagram's way: lost, late, twice, as the weather has it. `leaves` is asked for each copy that will arrive. */
export function carry(ether: Ether, from: Address, to: Address, leaves: () => () => void): void {
  const weather = ether.weather(from.host, to.host);
  const copies = happens(weather.duplicate, ether.random) ? 2 : 1;
  for (let i = 0; i < copies; i++)
    if (!happens(weather.loss, ether.random))
      ether.clock.at(after(ether.clock.now(), flight(weather, ether.random)), leaves());
}

/** A free port of the host. */
export function freePort(host: Host, taken: ReadonlyMap<number, unknown>): number {
  while (taken.has(host.nextPort)) host.nextPort += 1;
  return host.nextPort++;
}
