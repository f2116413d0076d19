/** Where telephones find us, and what each is told of the way here. */
import { formatHost } from "#sip/message/uri.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";
import type { Reach } from "./profileOf.ts";

/** Known once the ports are open. */
export interface Site {
  readonly sip: { readonly port: number; readonly tlsPort?: number };
  readonly web: {
    readonly port: number;
    readonly securePort: number;
    readonly name?: string;
    /** Where the site is below its host's name: `/u/ada`. */
    readonly base?: string;
  };
}

export interface Here {
  readonly site: Partial<Site>;
  /** Our address, as that peer reaches it. */
  readonly ownAddress: (peer?: string) => string;
}

const usualPort = 5060;

/** From within the house: over TLS where it must be, by the name that our certificate has. */
export function reachFrom(
  peer: string,
  { mustEncrypt }: SipDevice,
  { site: { sip, web }, ownAddress }: Here,
): Reach {
  const host = ownAddress(peer);
  if (mustEncrypt && sip?.tlsPort !== undefined)
    return { transport: "tls", server: { host: web?.name ?? host, port: sip.tlsPort } };
  return { transport: "udp", server: { host, port: sip?.port ?? usualPort } };
}

/** From anywhere, by the host that brought it here: over TLS where we have it. */
export function reachBy(host: string, { sip }: Partial<Site>): Reach {
  return sip?.tlsPort !== undefined
    ? { transport: "tls", server: { host, port: sip.tlsPort } }
    : { transport: "tcp", server: { host, port: sip?.port ?? usualPort } };
}

/** HTTPS where a certificate of our own name is believed; else HTTP, in the house, while we listen. */
export function folderFor(
  secret: string,
  peer: string | undefined,
  { site: { web }, ownAddress }: Here,
): string {
  const site =
    web?.name === undefined
      ? `http://${formatHost(ownAddress(peer))}:${web?.port ?? 80}`
      : `https://${web.name}:${web.securePort}`;
  return `${site}${web?.base ?? ""}/p/${secret}/`;
}
