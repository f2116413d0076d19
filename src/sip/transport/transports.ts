import { type Cancel, listeners } from "#kit/listeners.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { atAnyPort } from "#sip/transport/anyPort.ts";
import { type ConnectionLimits, Connections } from "#sip/transport/connections.ts";
import { type Came, Entrance, type EntranceRules } from "#sip/transport/entrance.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import { type KeptOpen, keptOpen } from "#sip/transport/keptOpen.ts";
import {
  type OpenTransports,
  type TransportOptions,
  type Unread,
  usualConnectionLimits,
} from "#sip/transport/openTransports.ts";
import { withReceived } from "#sip/transport/responsePath.ts";
import type { Arrival, Hop } from "#sip/transport/transport.ts";
import { UdpSockets } from "#sip/transport/udpSockets.ts";
import {
  noSocket,
  tellRoom,
  type UdpEars,
  type UdpTransport,
  udpTransport,
} from "#sip/transport/udpTransport.ts";
import { wireOfChannel } from "#sip/transport/webSocketTransport.ts";
import type { SipChannel } from "#sip/transport/wire.ts";
import type { Address, Listener, StreamSocket } from "#world/network.ts";
import { token } from "#world/random.ts";
import { TimerWheel } from "#world/timerWheel.ts";
import type { World } from "#world/world.ts";

/** UDP answers bursts better with room to wait in. */
const receiveBuffer = 4 << 20;

/** Opens all of it, or nothing: the first failure is given back. */
export const openTransports = (
  world: World,
  options: TransportOptions,
): Promise<Result<OpenTransports>> =>
  atAnyPort(options.udp?.some(({ port }) => port === 0) ?? false, () => openAll(world, options));

async function openAll(world: World, options: TransportOptions): Promise<Result<OpenTransports>> {
  const all = new AllTransports(world, options);
  for (const local of options.udp ?? []) {
    const socket = await world.network.udp(local, { receiveBuffer });
    if (!socket.ok) return all.given(socket);
    tellRoom(world.log, socket.value, receiveBuffer);
    all.addUdp((ears) => udpTransport(socket.value, ears));
  }
  const streams = [
    ...(options.tcp ?? []).map((local) => ({
      protocol: "TCP" as const,
      local: all.likeUdp(local),
    })),
    ...(options.tls ?? []).map((local) => ({ protocol: "TLS" as const, local })),
  ];
  for (const { protocol, local } of streams) {
    const { identity, asksForKeys = false } = options;
    const tls = protocol === "TLS" && identity ? { ...identity, asksForKeys } : undefined;
    const listener = await world.network.listen(local, all.accepts(protocol), tls);
    if (!listener.ok) return all.given(listener);
    all.addListener(protocol, listener.value);
  }
  return ok(all);
}

class AllTransports implements OpenTransports {
  readonly #world: World;
  readonly #options: TransportOptions;
  readonly #limits: ConnectionLimits;
  readonly #wheel: TimerWheel;
  readonly #udp = new UdpSockets();
  readonly #listeners: { readonly protocol: Protocol; readonly listener: Listener }[] = [];
  readonly #connections: Connections;
  readonly #arrivals = listeners<Arrival>();
  readonly #losses = listeners<Flow>();
  readonly #kept = new Set<KeptOpen>();
  #entrance: Entrance | undefined;
  readonly arrivals = this.#arrivals.listen;
  readonly losses = this.#losses.listen;
  readonly #unread = listeners<Unread>();
  readonly unread = this.#unread.listen;
  unreadable = 0;

  constructor(world: World, options: TransportOptions) {
    this.#world = world;
    this.#options = options;
    this.#limits = { ...usualConnectionLimits, ...options.limits };
    this.#wheel = new TimerWheel(world.clock);
    this.#connections = new Connections({
      ...world,
      wheel: this.#wheel,
      limits: this.#limits,
      trust: options.trust ?? (() => ({})),
      identity: options.identity,
      mark: options.connectionMark ?? "",
      ears: {
        message: (message, { flow }) => this.#arrived(message, flow),
        trouble: (trouble, { flow }) => this.#troubled(trouble.code, flow.remote),
        lost: (flow) => this.#losses.tell(flow),
      },
    });
  }

  get bound(): OpenTransports["bound"] {
    return [
      ...this.#udp.locals.map((local) => ({ protocol: "UDP" as const, local })),
      ...this.#listeners.map(({ protocol, listener }) => ({ protocol, local: listener.local })),
    ];
  }

  get dropped(): number | undefined {
    return this.#udp.dropped;
  }

  get connections(): number {
    return this.#connections.count;
  }

  addUdp(make: (ears: UdpEars) => UdpTransport): void {
    const ears = {
      came: (came: Came) => {
        if (this.#entrance === undefined) this.#read(came, false);
        else this.#entrance.comes(came);
      },
      seenAt: (id: string, mapped: string) => {
        for (const one of this.#kept) one.answered(id, mapped);
      },
    };
    this.#udp.add(make(ears));
  }

  /** Any port, but the number that UDP has got already: a telephone is told one. */
  likeUdp(local: Address): Address {
    const port = local.port || (this.#udp.towards(local.host)?.local.port ?? 0);
    return { ...local, port };
  }

  addListener(protocol: Protocol, listener: Listener): void {
    this.#listeners.push({ protocol, listener });
  }

  accepts(protocol: "TCP" | "TLS") {
    return (wire: Parameters<Connections["accept"]>[0]): void =>
      this.#connections.accept(wire, protocol);
  }

  /** Closes what was opened so far and hands the failure on. */
  given(failure: Result<never>): Result<never> {
    this.close();
    return failure;
  }

  attach(channel: SipChannel, local: Address): void {
    this.#connections.accept(wireOfChannel(channel, local), channel.secure ? "WSS" : "WS");
  }

  admit(stream: StreamSocket): void {
    this.#connections.accept(stream, "TLS");
  }

  send(bytes: Uint8Array, flow: Flow): boolean {
    if (flow.protocol !== "UDP") return this.#connections.send(bytes, flow);
    const socket = this.#udp.of(flow);
    socket?.send(bytes, flow.remote);
    return socket !== undefined;
  }

  flowTo(hop: Hop, then: (flow: Result<Flow>) => void): void {
    const socket = this.#udp.towards(hop.remote.host);
    if (hop.protocol !== "UDP") this.#connections.flowTo(hop, then);
    else then(socket ? ok(socket.flowTo(hop.remote)) : failWith(noSocket(hop.remote.host)));
  }

  ownAddress(flow: Flow): Address {
    const { advertise } = this.#options;
    const host = advertise ?? this.#ownHost(flow);
    return { host, port: this.#ownPort(flow) };
  }

  keepOpen(flow: Flow, lost: () => void): Cancel {
    const socket = this.#udp.of(flow);
    if (flow.protocol !== "UDP" || socket === undefined) return () => undefined;
    const send = (data: Uint8Array): void => socket.send(data, flow.remote);
    const kept = keptOpen({ ...this.#world, send }, lost);
    this.#kept.add(kept);
    return () => {
      kept.close();
      this.#kept.delete(kept);
    };
  }

  guard(rules: EntranceRules): Entrance | undefined {
    const { clock, pace, random } = this.#world;
    if (pace === undefined) return undefined;
    this.#entrance = new Entrance({
      ...{ ...rules, clock, pace },
      tag: token(random, 32),
      serve: (came, isLetIn) => this.#read(came, isLetIn),
      send: (bytes, flow) => this.send(bytes, flow),
    });
    return this.#entrance;
  }

  join(group: string): () => void {
    return this.#udp.join(group);
  }

  close(): void {
    for (const kept of this.#kept) kept.close();
    this.#udp.close();
    for (const { listener } of this.#listeners) listener.close();
    this.#connections.close();
    this.#wheel.close();
  }

  /** The socket's own address, where it has one. */
  #ownHost({ local, remote }: Flow): string {
    return isAny(local.host) ? this.#world.network.ownAddress(remote.host) : local.host;
  }

  /** A connection that we opened has a port of the moment; peers call us where we listen. */
  #ownPort({ protocol, local }: Flow): number {
    if (protocol === "UDP") return local.port;
    const listening = this.#listeners.find((one) => one.protocol === protocol);
    return listening?.listener.local.port ?? local.port;
  }

  #read({ bytes, flow }: Came, isLetIn: boolean): void {
    const message = parseMessage(bytes, this.#limits);
    if (message.ok) this.#arrived(message.value, flow, isLetIn);
    else this.#troubled(message.problem.code, flow.remote);
  }

  #arrived(message: SipMessage, flow: Flow, isLetIn = false): void {
    const completed = message.kind === "request" ? withReceived(message, flow) : message;
    this.#arrivals.tell({ message: completed, flow, at: this.#world.clock.now(), isLetIn });
  }

  #troubled(code: string, from: Address): void {
    this.unreadable++;
    this.#unread.tell({ code, from });
    this.#world.log.debug?.("sip: beyond reading", { code, from: from.host });
  }
}

const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";
