import { listeners } from "#kit/listeners.ts";
import { ok } from "#kit/result.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import { messageLabel } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { type Flow, flowKey, type Protocol } from "#sip/transport/flow.ts";
import type { Arrival, Transports } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";

/** What happens to one message on its way: lost, or so many milliseconds late. */
export type Fate = (
  bytes: Uint8Array,
  from: string,
) => { readonly lost?: true; readonly late: number };

const fair: Fate = () => ({ late: 10 });

/** A wire between hosts, for tests of several user agents on one clock: no sockets, each message whole. */
export class Wire {
  /** One line a message, when it left: `0 ada INVITE`. */
  readonly ladder: string[] = [];
  fate: Fate = fair;
  readonly #clock: Clock;
  readonly #hosts = new Map<string, WireEnd>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  end(host: string, protocol: Protocol = "UDP"): WireEnd {
    const end = new WireEnd(this, host, protocol);
    this.#hosts.set(host, end);
    return end;
  }

  get clock(): Clock {
    return this.#clock;
  }

  carry(bytes: Uint8Array, flow: Flow): void {
    const message = parseMessage(bytes);
    if (!message.ok) throw new Error(message.problem.code);
    const { lost, late } = this.fate(bytes, flow.local.host);
    const label = messageLabel(message.value).replace(/(\d{3}) .*/, "$1");
    this.ladder.push(`${this.#clock.now()} ${flow.local.host} ${label}${lost ? " lost" : ""}`);
    if (lost) return;
    this.#clock.at(after(this.#clock.now(), millis(late)), () =>
      this.#hosts.get(flow.remote.host)?.arrives(bytes.slice(), flow),
    );
  }
}

export class WireEnd implements Transports {
  readonly #wire: Wire;
  readonly #host: string;
  readonly #protocol: Protocol;
  readonly #arrivals = listeners<Arrival>();
  readonly #losses = listeners<Flow>();
  readonly #dead = new Set<string>();

  constructor(wire: Wire, host: string, protocol: Protocol) {
    this.#wire = wire;
    this.#host = host;
    this.#protocol = protocol;
  }

  get arrivals() {
    return this.#arrivals.listen;
  }
  get losses() {
    return this.#losses.listen;
  }

  send(bytes: Uint8Array, flow: Flow): boolean {
    if (this.#dead.has(flowKey(flow))) return false;
    this.#wire.carry(bytes, flow);
    return true;
  }

  flowTo(
    { remote }: Parameters<Transports["flowTo"]>[0],
    then: Parameters<Transports["flowTo"]>[1],
  ): void {
    then(ok(this.#flow(remote.host)));
  }

  ownAddress() {
    return { host: this.#host, port: 5060 };
  }
  close(): void {}

  arrives(bytes: Uint8Array, sent: Flow): void {
    const message = parseMessage(bytes);
    if (!message.ok) throw new Error(message.problem.code);
    const at: Instant = this.#wire.clock.now();
    this.#arrivals.tell({ message: message.value, flow: this.#flow(sent.local.host), at });
  }

  loses(host: string): void {
    const flow = this.#flow(host);
    this.#dead.add(flowKey(flow));
    this.#losses.tell(flow);
  }

  #flow(host: string): Flow {
    const protocol = this.#protocol;
    const local = { host: this.#host, port: 5060 };
    const connection = protocol === "UDP" ? {} : { connection: "c" };
    return { protocol, local, remote: { host, port: 5060 }, ...connection };
  }
}
