import type { Flow } from "#sip/transport/flow.ts";
import type { UdpTransport } from "#sip/transport/udpTransport.ts";
import type { Address } from "#world/network.ts";

/** All UDP sockets of one set of transports, in the order in which they were opened. */
export class UdpSockets {
  readonly #all: UdpTransport[] = [];

  add(socket: UdpTransport): void {
    this.#all.push(socket);
  }

  get locals(): readonly Address[] {
    return this.#all.map(({ local }) => local);
  }

  /** The one that the flow came by; else as for anybody there. */
  of({ local: { host, port }, remote }: Flow): UdpTransport | undefined {
    const own = this.#all.find(({ local }) => local.port === port && local.host === host);
    return own ?? this.towards(remote.host);
  }

  /** The first of that address's family. */
  towards(host: string): UdpTransport | undefined {
    const isSix = host.includes(":");
    return this.#all.find(({ local }) => local.host.includes(":") === isSix);
  }

  /** Datagrams that found no room to wait in; undefined where the system does not say. */
  get dropped(): number | undefined {
    const known = this.#all.map((one) => one.dropped()).filter((one) => one !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one);
  }

  /** Hears an IPv4 multicast group at each of its ports, until it leaves. */
  join(group: string): () => void {
    const sockets = this.#all.filter(({ local }) => !local.host.includes(":"));
    const leaves = sockets.map((socket) => socket.join(group));
    return () => {
      for (const leave of leaves) leave();
    };
  }

  close(): void {
    for (const socket of this.#all) socket.close();
  }
}
