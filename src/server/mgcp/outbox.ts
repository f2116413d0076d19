/** What goes to a gateway in one moment goes in one datagram, answers before what follows from them (RFC 3435 §3.5.5). */
import type { Cancel } from "#kit/listeners.ts";
import { formatDatagram, type Message } from "#server/mgcp/message.ts";
import type { Clock } from "#world/clock.ts";
import type { Address } from "#world/network.ts";

/** What fits into one packet of most networks. */
const datagram = 1400;

export class Outbox {
  readonly #clock: Clock;
  readonly #send: (bytes: Uint8Array, to: Address) => void;
  #waiting: { readonly message: Message; readonly to: Address }[] = [];
  #flush: Cancel | undefined;

  constructor(clock: Clock, send: (bytes: Uint8Array, to: Address) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  put(message: Message, to: Address): void {
    this.#waiting.push({ message, to });
    this.#flush ??= this.#clock.at(this.#clock.now(), () => this.flush());
  }

  /** Now, and not at the end of this moment. */
  flush(): void {
    this.#flush?.();
    this.#flush = undefined;
    const all = this.#waiting;
    this.#waiting = [];
    const destinations = new Map(all.map(({ to }) => [`${to.host} ${to.port}`, to]));
    for (const to of destinations.values()) {
      const theirs = all.filter((one) => one.to.host === to.host && one.to.port === to.port);
      for (const bytes of datagrams(theirs.map(({ message }) => message))) this.#send(bytes, to);
    }
  }
}

/** As few as there can be; what is too long alone goes alone. */
function datagrams(messages: readonly Message[]): readonly Uint8Array[] {
  const packed: Message[][] = [];
  for (const message of messages) {
    const open = packed.at(-1);
    if (open && formatDatagram([...open, message]).length <= datagram) open.push(message);
    else packed.push([message]);
  }
  return packed.map(formatDatagram);
}
