import { utf8 } from "#kit/bytes.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { messageLabel, type SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { Arrival, Hop, Transports } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";

const us = "192.0.2.1";

/** The flow a hop leads to; streams all have the connection "c1". */
export const flowOf = ({ protocol, remote }: Hop): Flow => ({
  protocol,
  local: { host: us, port: 5060 },
  remote,
  ...(protocol === "UDP" ? {} : { connection: "c1" }),
});
export const udpFrom = (host: string, port = 5060): Flow =>
  flowOf({ protocol: "UDP", remote: { host, port } });

/** Transports for tests: what would be sent is written down, what arrives is said. */
export class ScriptedTransports implements Transports {
  /** One line a message: `500 INVITE > 192.0.2.7:5060`. */
  readonly log: string[] = [];
  readonly sent: SipMessage[] = [];
  /** Flow keys that are gone, and `protocol host` of hops that cannot be had. */
  readonly dead = new Set<string>();
  readonly #arrivals = listeners<Arrival>();
  readonly #losses = listeners<Flow>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get arrivals() {
    return this.#arrivals.listen;
  }
  get losses() {
    return this.#losses.listen;
  }

  send(bytes: Uint8Array, flow: Flow): boolean {
    if (this.dead.has(flowKey(flow))) return false;
    const message = parseMessage(bytes);
    if (!message.ok) throw new Error(message.problem.code);
    this.sent.push(message.value);
    const label = messageLabel(message.value).replace(/ .*/, "");
    const to = `${flow.remote.host}:${flow.remote.port}`;
    const by = flow.protocol === "UDP" ? "" : ` ${flow.protocol}`;
    this.log.push(`${this.#clock.now()} ${label} > ${to}${by}`);
    return true;
  }

  flowTo(hop: Hop, then: (flow: Result<Flow>) => void): void {
    const gone = this.dead.has(`${hop.protocol} ${hop.remote.host}`);
    then(gone ? fail("network.refused", hop.remote.host) : ok(flowOf(hop)));
  }

  ownAddress() {
    return { host: us, port: 5060 };
  }
  close(): void {}

  /** A message comes along a flow. */
  arrives(what: SipMessage | string, flow: Flow): void {
    const message = parseMessage(typeof what === "string" ? utf8(what) : what.bytes);
    if (!message.ok) throw new Error(message.problem.code);
    this.#arrivals.tell({ message: message.value, flow, at: this.#clock.now() });
  }

  loses(flow: Flow): void {
    this.dead.add(flowKey(flow));
    this.#losses.tell(flow);
  }
}
