/** What gateways said of their ports, for the owner to choose from. Bounded: anybody in the network may say something. */
import {
  type EndpointName,
  endpointOf,
  endpointText,
  parseDatagram,
  type Response,
} from "#server/mgcp/message.ts";
import type { Address } from "#world/network.ts";

/** Where gateways listen unless the settings say otherwise (RFC 3435 §2.1.4). */
export const usualPort = 2427;

export interface FoundGateway {
  /** As the settings would name it: `host`, or `host:port`. */
  readonly gateway: string;
  /** Endpoint names in the order in which they were heard: `aaln/1@gw1.lan`. */
  readonly ports: readonly string[];
}

/** The names in an answer (SpecificEndPointId, RFC 3435 §3.2.1.3). */
export const portsIn = ({ parameters }: Response): readonly EndpointName[] =>
  parameters
    .filter(({ name }) => name === "Z")
    .flatMap(({ value }) => value.split(","))
    .flatMap((one) => endpointOf(one.trim()) ?? []);

const mostGateways = 20;
const mostPorts = 100;

export class FoundPorts {
  readonly #found = new Map<string, readonly string[]>();

  /** A name with a wildcard (RFC 3435 §2.1.2) is that of no port. */
  heard(gateway: string, name: EndpointName): void {
    const before = this.#found.get(gateway) ?? [];
    const port = endpointText(name);
    if (/[*$]/.test(name.local) || before.length >= mostPorts) return;
    if (before.some((one) => one.toLowerCase() === port.toLowerCase())) return;
    if (before.length === 0 && this.#found.size >= mostGateways) return;
    this.#found.set(gateway, [...before, port]);
  }

  /** One that the settings do not name says that it begins. It is told nothing. */
  hearStranger(data: Uint8Array, { host, port }: Address): void {
    const where = host.includes(":") ? `[${host}]` : host;
    const gateway = port === usualPort ? where : `${where}:${port}`;
    for (const read of parseDatagram(data))
      if (read.ok && read.value.is === "command" && read.value.verb === "RSIP")
        this.heard(gateway, read.value.endpoint);
  }

  all(): readonly FoundGateway[] {
    return [...this.#found].map(([gateway, ports]) => ({ gateway, ports }));
  }
}
