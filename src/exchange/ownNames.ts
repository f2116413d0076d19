import type { SipUri } from "#sip/message/uri.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { OpenTransports } from "#sip/transport/transports.ts";
import type { Network } from "#world/network.ts";

export interface OwnNameFacts {
  readonly transports: Pick<OpenTransports, "bound">;
  readonly network: Pick<Network, "ownAddress">;
  /** The host that peers write to us, where it is none that we listen at. */
  readonly advertise?: string | undefined;
  readonly domains: () => readonly string[];
}

/** Whether a URI names the exchange: by a domain of ours, or by an address that we listen at. */
export function ownNames({ transports, network, advertise, domains }: OwnNameFacts) {
  const { bound } = transports;
  const listensAt = (port: number): boolean => bound.some(({ local }) => local.port === port);
  const isOurHost = (host: string): boolean =>
    host === advertise ||
    bound.some(({ local }) =>
      isAny(local.host)
        ? host === network.ownAddress() || host === "127.0.0.1"
        : local.host === host,
    );
  return ({ host, port, params }: SipUri): boolean => {
    if (domains().includes(host) && (port === undefined || listensAt(port))) return true;
    const protocol = params.get("transport")?.toUpperCase() === "TLS" ? "TLS" : "UDP";
    return isOurHost(host) && listensAt(port ?? defaultPort[protocol]);
  };
}

const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";
