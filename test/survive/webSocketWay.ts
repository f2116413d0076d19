import { WebSocket } from "ws";
import { type Listen, listeners } from "#kit/listeners.ts";
import { problem } from "#kit/problem.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import { parseMessage } from "#sip/message/parse.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { withReceived } from "#sip/transport/responsePath.ts";
import type { Arrival, Transports } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";
import type { Address } from "#world/network.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

type Then = (flow: Result<Flow>) => void;

/**
 * As a telephone on a page speaks SIP (RFC 7118): all that it sends, wherever that shall go, goes by
 * one WebSocket to its server, be it the one that a call came by or another one since; what it says of
 * itself leads nowhere. A broken one is opened again when there is something to send.
 */
export class WebSocketWay implements Transports {
  readonly #server: Address;
  readonly #clock: Clock;
  readonly #flow: Flow;
  readonly #arrivals = listeners<Arrival>();
  readonly #losses = listeners<Flow>();
  readonly arrivals: Listen<Arrival> = this.#arrivals.listen;
  readonly losses: Listen<Flow> = this.#losses.listen;
  #open: WebSocket | undefined;
  #opening: WebSocket | undefined;
  #waiting: Then[] = [];

  constructor(server: Address, { clock, random }: World) {
    this.#server = server;
    this.#clock = clock;
    const local = { host: `${token(random, 48).toLowerCase()}.invalid`, port: 443 };
    this.#flow = { protocol: "WSS", local, remote: server, connection: "page" };
  }

  send(bytes: Uint8Array): boolean {
    this.#open?.send(bytes, { binary: false });
    return this.#open !== undefined;
  }

  flowTo(_hop: unknown, then: Then): void {
    if (this.#open) then(ok(this.#flow));
    else {
      this.#waiting.push(then);
      this.#opening ??= this.#opens();
    }
  }

  ownAddress(): Address {
    return this.#flow.local;
  }

  close(): void {
    this.#opening?.terminate();
    this.#open?.terminate();
  }

  #opens(): WebSocket {
    const { host, port } = this.#server;
    const at = host.includes(":") ? `[${host}]` : host;
    const socket = new WebSocket(`wss://${at}:${port}/sip`, "sip", { rejectUnauthorized: false });
    socket.on("error", () => undefined); // `close` follows
    socket.on("open", () => {
      this.#open = socket;
      this.#tells(ok(this.#flow));
    });
    socket.on("message", (data) => this.#hears(data));
    socket.on("close", () => {
      if (this.#open === socket) {
        this.#open = undefined;
        this.#losses.tell(this.#flow);
      } else this.#tells(failWith(problem("network.unreachable", `${at}:${port}`)));
    });
    return socket;
  }

  #tells(came: Result<Flow>): void {
    this.#opening = undefined;
    for (const then of this.#waiting.splice(0)) then(came);
  }

  #hears(data: unknown): void {
    const read = parseMessage(new Uint8Array(data as Buffer));
    if (!read.ok) throw new Error(read.problem.detail);
    const flow = this.#flow;
    const message = read.value.kind === "request" ? withReceived(read.value, flow) : read.value;
    this.#arrivals.tell({ message, flow, at: this.#clock.now() });
  }
}
