import { problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import { after, type Instant, seconds } from "#kit/time.ts";
import { topVia } from "#sip/headers/via.ts";
import type { Limits } from "#sip/message/limits.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { StreamSplitter } from "#sip/message/streamSplitter.ts";
import { Connection, type ConnectionEars } from "#sip/transport/connection.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Hop } from "#sip/transport/transport.ts";
import { webSocketFramer } from "#sip/transport/webSocketTransport.ts";
import type { Wire } from "#sip/transport/wire.ts";
import type { Clock } from "#world/clock.ts";
import type { Network, TlsClient, TlsIdentity } from "#world/network.ts";
import { type Random, randomBelow } from "#world/random.ts";
import type { TimerWheel } from "#world/timerWheel.ts";

/** How many peers may be connected, and what they may send. */
export interface ConnectionLimits extends Limits {
  readonly connections: number;
  readonly connectionsPerSource: number;
}

export interface ConnectionParts {
  readonly network: Network;
  readonly clock: Clock;
  readonly wheel: TimerWheel;
  readonly random: Random;
  readonly limits: ConnectionLimits;
  /** Whom a TLS server must be signed by, beside the usual authorities. */
  readonly trust: (hop: Hop) => Omit<TlsClient, "serverName">;
  /** Shown to peers that are known by their key. */
  readonly identity?: TlsIdentity | undefined;
  /** Stands first in the name of each connection. */
  readonly mark: string;
  readonly ears: Omit<ConnectionEars, "closed"> & { lost(flow: Flow): void };
}

type Then = (flow: Result<Flow>) => void;

/** A hop that cost us long to no avail is not asked again for a while. One that refuses at once may be there the next moment. */
const avoidedFor = seconds(30);
const isLong = seconds(1);
const mostAvoided = 1000;

/** All streams and WebSockets: found again by their flow or by the hop that they lead to. */
export class Connections {
  readonly #parts: ConnectionParts;
  readonly #byId = new Map<string, Connection>();
  /** The connection to use for a hop: one we opened, or one whose peer offered it (RFC 5923). */
  readonly #byHop = new Map<string, Connection>();
  /** Of those that we opened: our own address towards the peer at that time. */
  readonly #from = new Map<Connection, string>();
  readonly #opening = new Map<string, Then[]>();
  readonly #avoided = new Map<string, { readonly until: Instant; readonly why: Result<never> }>();
  readonly #perSource = new Map<string, number>();
  #lastId = 0;
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#byId.size;
  }

  /** A peer connected; over the limits it is sent away. */
  accept(wire: Wire, protocol: Protocol): void {
    const { connections, connectionsPerSource } = this.#parts.limits;
    const ofSource = this.#perSource.get(wire.remote.host) ?? 0;
    if (this.#closed || this.count >= connections || ofSource >= connectionsPerSource) wire.close();
    else this.#add(wire, protocol, "accepted");
  }

  /** A flow of the process before us may have the name of another peer's connection. */
  send(bytes: Uint8Array, flow: Flow): boolean {
    const found = this.#byId.get(flow.connection ?? "");
    return found !== undefined && isOf(found.flow, flow) && found.send(bytes);
  }

  flowTo(hop: Hop, then: Then): void {
    const key = hopKey(hop);
    this.#leavesOld(hop, this.#byHop.get(key));
    const there = this.#byHop.get(key);
    const avoided = this.#avoided.get(key);
    const opening = this.#opening.get(key);
    if (there?.isOpen) then(ok(there.flow));
    else if (avoided !== undefined && avoided.until > this.#parts.clock.now()) then(avoided.why);
    else if (opening !== undefined) opening.push(then);
    else if (this.count + this.#opening.size >= this.#parts.limits.connections)
      then(failWith(problem("sip.tooManyConnections", String(this.count))));
    else {
      this.#opening.set(key, [then]);
      void this.#open(hop, key);
    }
  }

  /** What left from an address that is no more ours gets no answer, and nobody says so. */
  #leavesOld({ remote }: Hop, there: Connection | undefined): void {
    const from = there && this.#from.get(there);
    if (from !== undefined && from !== this.#parts.network.ownAddress(remote.host)) there?.close();
  }

  close(): void {
    this.#closed = true;
    for (const connection of [...this.#byId.values()]) connection.close();
  }

  async #open(hop: Hop, key: string): Promise<void> {
    const { network, clock } = this.#parts;
    const asked = clock.now();
    const opened = await (hop.protocol === "TLS"
      ? network.connect(hop.remote, this.#tlsFor(hop))
      : network.connect(hop.remote));
    const waiting = this.#opening.get(key) ?? [];
    this.#opening.delete(key);
    const flow = opened.ok ? this.#opened(opened.value, hop.protocol, key) : opened;
    if (!flow.ok && clock.now() - asked >= isLong) this.#avoid(key, flow);
    for (const then of waiting) then(flow);
  }

  #tlsFor(hop: Hop): TlsClient {
    const { trust, identity } = this.#parts;
    const serverName = hop.serverName ?? hop.remote.host;
    const { peerKey } = hop;
    if (peerKey === undefined) return { serverName, ...trust(hop) };
    return { serverName, peerKey, ...(identity && { identity }) };
  }

  #opened(wire: Wire, protocol: Protocol, key: string): Result<Flow> {
    if (this.#closed) {
      wire.close();
      return fail("sip.closed", "no longer open");
    }
    const connection = this.#add(wire, protocol, "opened");
    this.#byHop.set(key, connection);
    this.#from.set(connection, this.#parts.network.ownAddress(wire.remote.host));
    return ok(connection.flow);
  }

  #avoid(key: string, why: Result<never>): void {
    if (this.#avoided.size >= mostAvoided) this.#avoided.clear();
    this.#avoided.set(key, { until: after(this.#parts.clock.now(), avoidedFor), why });
  }

  #add(wire: Wire, protocol: Protocol, side: "opened" | "accepted"): Connection {
    const { limits, random, wheel, ears } = this.#parts;
    const id = `${this.#parts.mark}c${++this.#lastId}`;
    const { local, remote, peerKey } = wire;
    const framer = isWebSocket(protocol)
      ? webSocketFramer(limits)
      : new StreamSplitter(side, limits);
    const shown = peerKey === undefined ? {} : { peerKey };
    const flow = { protocol, local, remote, connection: id, ...shown };
    const connecting = { wire, framer, flow, side, luck: randomBelow(random, 1000) / 1000 };
    this.#perSource.set(remote.host, (this.#perSource.get(remote.host) ?? 0) + 1);
    const heard: ConnectionEars = {
      message: (message, from) => {
        this.#mayReuse(message, from);
        ears.message(message, from);
      },
      trouble: ears.trouble,
      closed: (gone) => this.#forget(id, gone),
    };
    const connection = new Connection(connecting, heard, wheel);
    if (connection.isOpen) this.#byId.set(id, connection);
    return connection;
  }

  /**
   * RFC 5923: who sends `alias` will take our requests to its sent-by on this connection. Believed
   * of TCP when sent-by is the very address it came from: nobody else can hold that. Not of TLS,
   * where we would have to see the peer's certificate.
   */
  #mayReuse(message: SipMessage, connection: Connection): void {
    const { protocol, remote } = connection.flow;
    if (message.kind !== "request" || protocol !== "TCP") return;
    const via = topVia(message);
    if (!via?.params.has("alias") || via.host !== remote.host) return;
    const port = via.port ?? defaultPort.TCP;
    const key = hopKey({ protocol, remote: { host: remote.host, port } });
    if (!this.#byHop.get(key)?.isOpen) this.#byHop.set(key, connection);
  }

  #forget(id: string, gone: Connection): void {
    if (!this.#byId.delete(id)) return;
    this.#from.delete(gone);
    for (const [key, connection] of this.#byHop) if (connection === gone) this.#byHop.delete(key);
    const { host } = gone.flow.remote;
    const left = (this.#perSource.get(host) ?? 1) - 1;
    if (left === 0) this.#perSource.delete(host);
    else this.#perSource.set(host, left);
    this.#parts.ears.lost(gone.flow);
  }
}

const isOf = ({ remote }: Flow, flow: Flow): boolean =>
  remote.port === flow.remote.port && remote.host === flow.remote.host;

const isWebSocket = (protocol: Protocol): boolean => protocol === "WS" || protocol === "WSS";

/** A TLS connection is good for one name alone, or for one key. */
const hopKey = ({ protocol, remote, serverName, peerKey = "" }: Hop): string =>
  `${protocol} ${remote.host}:${remote.port} ${protocol === "TLS" ? (serverName ?? remote.host) : ""} ${peerKey}`;
