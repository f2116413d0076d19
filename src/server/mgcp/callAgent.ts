/**
 * The call agent: one socket, and behind it the gateways that the settings name. Packets count by
 * where they come from; all others are dropped, counted, and named in the log once.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, minutes, seconds } from "#kit/time.ts";
import { type IgnoredCount, IgnoredSignals } from "#server/ignoredSignals.ts";
import type { CallerNews, EndpointNews, LinkWish, Wanted } from "#server/mgcp/endpoint/endpoint.ts";
import { type FoundGateway, FoundPorts, usualPort } from "#server/mgcp/foundPorts.ts";
import { Gateway } from "#server/mgcp/gateway.ts";
import { endpointOf } from "#server/mgcp/message.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";

export interface CallAgentMeans {
  readonly world: Pick<World, "clock" | "log" | "random" | "network">;
  /** Where gateways find us; the socket is opened when the first one is wanted. */
  readonly local: Address;
  /** Our address as the world sees it, when it is not the one that we have. */
  readonly advertise?: string;
}

/** One port of a gateway, in the hands of its owner. */
export interface GatewayPort {
  want(wanted: Wanted, caller?: CallerNews): void;
  link(wanted: LinkWish | undefined): void;
  /** The gateway's address, once it is known. */
  host(): string | undefined;
  close(): void;
}

const tryAgain = seconds(30);
/** So long a search hears gateways that the settings do not name. */
const searching = minutes(10);

interface Known {
  readonly gateway: Gateway;
  readonly host: string;
  readonly port: number;
  address?: Address;
}

export class CallAgent {
  readonly #of: CallAgentMeans;
  readonly #gateways = new Map<string, Known>();
  readonly #ignored: IgnoredSignals;
  readonly #ports = new FoundPorts();
  #searchesUntil: Instant | undefined;
  #socket: UdpSocket | undefined;
  #opening = false;
  #retry: Cancel | undefined;
  #isClosed = false;

  constructor(of: CallAgentMeans) {
    this.#of = of;
    this.#ignored = new IgnoredSignals(of.world.log);
  }

  /** `gateway`: host and perhaps port, as in the settings. */
  open(gateway: string, endpoint: string, hears: (news: EndpointNews) => void): GatewayPort {
    const name = endpointOf(endpoint);
    if (!name) throw new Error(`no endpoint: ${endpoint}`);
    const known = this.#gateways.get(gateway) ?? this.#meet(gateway);
    const runner = known.gateway.open(name, hears);
    this.#openSocket();
    runner.post({ on: "begin" });
    return {
      want: (wanted, caller) => runner.post({ on: "want", wanted, ...(caller && { caller }) }),
      link: (wanted) => runner.post({ on: "link", ...(wanted && { wanted }) }),
      host: () => known.address?.host,
      close: () => this.#shut(gateway, known, () => known.gateway.shut(name)),
    };
  }

  /** Hears for ten minutes which gateways begin, and asks those it knows for all of their ports. Gives the address to enter there. */
  search(): Address {
    const { clock } = this.#of.world;
    this.#searchesUntil = after(clock.now(), searching);
    this.#openSocket();
    for (const { gateway } of this.#gateways.values()) gateway.askPorts();
    return { ...this.#of.local, host: this.#ownHost() };
  }

  /** Ports that gateways named, in use or not. */
  found(): readonly FoundGateway[] {
    return this.#ports.all();
  }

  /** What was not as it should be, and how often. */
  ignored(): readonly IgnoredCount[] {
    return this.#ignored.counts();
  }

  /** Where it listens; undefined until it does. */
  get local(): Address | undefined {
    return this.#socket?.local;
  }

  close(): void {
    this.#isClosed = true;
    for (const { gateway } of this.#gateways.values()) gateway.close();
    this.#gateways.clear();
    this.#retry?.();
    this.#socket?.close();
    this.#socket = undefined;
  }

  #shut(text: string, known: Known, shut: () => void): void {
    shut();
    if (!known.gateway.isEmpty) return;
    known.gateway.close();
    this.#gateways.delete(text);
  }

  #meet(text: string): Known {
    const { world } = this.#of;
    const { host, port } = hostAndPort(text);
    const gateway = new Gateway({
      name: text,
      world,
      send: (bytes, to) => this.#socket?.send(bytes, to),
      address: () => known.address,
      lost: () => void this.#find(known),
      ourselves: () => this.#ourselves(known),
      ignored: (why, about) => this.#note(why, text, about),
      named: (port) => this.#ports.heard(text, port),
    });
    const known: Known = { gateway, host, port };
    if (isLiteral(host)) this.#found(known, host);
    else void this.#find(known);
    this.#gateways.set(text, known);
    return known;
  }

  async #find(known: Known): Promise<void> {
    const { host } = known;
    if (isLiteral(host)) return;
    for (const kind of ["A", "AAAA"] as const) {
      const found = await this.#of.world.network.lookup(host, kind);
      const address = found.ok ? found.value[0]?.data[0] : undefined;
      if (address !== undefined) return void this.#found(known, address);
    }
    this.#note("no address", host);
  }

  #found(known: Known, host: string): void {
    known.address = { host, port: known.port };
    if (isLoopback(this.#of.local.host) && !isLoopback(host))
      this.#note("is listened for on this machine alone, see RINGWISE_MGCP", host);
  }

  #ourselves({ address }: Known): string | undefined {
    const socket = this.#socket?.local;
    if (!address || !socket) return undefined;
    const host = this.#ownHost(address.host);
    return `ringwise@${isLiteral(host) ? `[${host}]` : host}:${socket.port}`;
  }

  /** Where that gateway, or any, finds us. */
  #ownHost(towards?: string): string {
    const { local, world, advertise } = this.#of;
    const isAny = local.host === "0.0.0.0" || local.host === "::";
    return advertise ?? (isAny ? world.network.ownAddress(towards) : local.host);
  }

  #openSocket(): void {
    if (this.#socket || this.#opening || this.#isClosed) return;
    this.#opening = true;
    void this.#of.world.network.udp(this.#of.local).then((opened) => {
      this.#opening = false;
      if (opened.ok) this.#listen(opened.value);
      else this.#notYet(opened.problem.detail);
    });
  }

  #listen(socket: UdpSocket): void {
    if (this.#isClosed) return void socket.close();
    this.#socket = socket;
    socket.receive((data, from) => this.#receive(data, from));
  }

  #notYet(detail: string): void {
    const { clock } = this.#of.world;
    this.#note("cannot listen", `${this.#of.local.host}:${this.#of.local.port}`, { detail });
    if (!this.#isClosed)
      this.#retry = clock.at(after(clock.now(), tryAgain), () => this.#openSocket());
  }

  #receive(data: Uint8Array, from: Address): void {
    const known = this.#from(from);
    if (known) return void known.gateway.receive(data, from);
    if (this.#isSearching) this.#ports.hearStranger(data, from);
    this.#note("from a stranger", from.host);
  }

  get #isSearching(): boolean {
    const until = this.#searchesUntil;
    return until !== undefined && until > this.#of.world.clock.now();
  }

  /** Two gateways may share an address; one may speak from a port where it does not listen. */
  #from({ host, port }: Address): Known | undefined {
    const there = [...this.#gateways.values()].filter(({ address }) => address?.host === host);
    return there.length === 1 ? there[0] : there.find(({ address }) => address?.port === port);
  }

  #note(what: string, whence: string, about?: object): void {
    this.#ignored.note(`mgcp ${what}`, whence, about);
  }
}

const isLiteral = (host: string): boolean => /^\d+(\.\d+){3}$/.test(host) || host.includes(":");

const isLoopback = (host: string): boolean => host.startsWith("127.") || host === "::1";

function hostAndPort(text: string): Address {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain ?? text, port: Number(port ?? usualPort) };
}
