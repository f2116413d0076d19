import type { SipUri } from "#sip/message/uri.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Network } from "#world/network.ts";

export interface OwnNameFacts {
  readonly transports: Pick<OpenTransports, "bound">;
  readonly network: Pick<Network, "ownAddress">;
  /** The host that peers write to us, where it is none that we listen at. */
  readonly advertise?: string | undefined;
  readonly domains: () => readonly string[];
  /** Of several: whether it names one of them, or all. */
  readonly isNode?: ((uri: SipUri) => boolean) | undefined;
}

/** Whether a URI names the exchange: by a domain of ours, or by an address that we listen at. */
export function ownNames(facts: OwnNameFacts) {
  const { transports, network, advertise, domains, isNode } = facts;
  const { bound } = transports;
  const listensAt = (port: number): boolean => bound.some(({ local }) => local.port === port);
  const isOurHost = (host: string): boolean =>
    host === advertise ||
    bound.some(({ local }) =>
      isAny(local.host)
        ? host === network.ownAddress() || host === "127.0.0.1"
        : local.host === host,
    );
  return (uri: SipUri): boolean => {
    const { host, port, params } = uri;
    if (isNode?.(uri) && (port === undefined || listensAt(port))) return true;
    if (domains().includes(host) && (port === undefined || listensAt(port))) return true;
    const protocol = params.get("transport")?.toUpperCase() === "TLS" ? "TLS" : "UDP";
    return isOurHost(host) && listensAt(port ?? defaultPort[protocol]);
  };
}

const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";
