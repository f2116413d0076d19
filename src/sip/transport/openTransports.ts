import type { Listen } from "#kit/listeners.ts";
import { usualLimits } from "#sip/message/limits.ts";
import type { ConnectionLimits } from "#sip/transport/connections.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import type { Hop, Transports } from "#sip/transport/transport.ts";
import type { SipChannel } from "#sip/transport/wire.ts";
import type { Address, StreamSocket, TlsClient, TlsIdentity } from "#world/network.ts";

/** What to open, and how we are known. */
export interface TransportOptions {
  /** UDP sockets and TCP listeners; port 0 takes any. The first that fits a peer's family is sent from. */
  readonly udp?: readonly Address[];
  readonly tcp?: readonly Address[];
  readonly tls?: readonly Address[];
  readonly identity?: TlsIdentity;
  /** Who connects by TLS may show a key, which its flow then names. */
  readonly asksForKeys?: boolean;
  /** The host that peers write to us; found out for each peer when absent. */
  readonly advertise?: string;
  readonly limits?: Partial<ConnectionLimits>;
  /** Stands first in the name of each connection: which process of several holds it. */
  readonly connectionMark?: string;
  /** Whom a TLS server must be signed by, beside the usual authorities. */
  readonly trust?: (hop: Hop) => Omit<TlsClient, "serverName">;
}

/** What can be said of open transports beside their use. */
export interface OpenTransports extends Transports {
  /** What was opened, with its real port. */
  readonly bound: readonly { readonly protocol: Protocol; readonly local: Address }[];
  /** A SIP peer over WebSocket, handed over by a web server (RFC 7118). */
  attach(channel: SipChannel, local: Address): void;
  /** A stream that comes from within this process, as if a listener of TLS had accepted it. */
  admit(stream: StreamSocket): void;
  /** Hears also what comes to that IPv4 multicast group, at the ports of UDP; until it leaves. */
  join(group: string): () => void;
  /** Messages beyond reading, from all peers. */
  readonly unreadable: number;
  /** Each of them, by what was wrong. */
  readonly unread: Listen<Unread>;
  readonly connections: number;
  /** Datagrams that found no room to wait in, at all sockets; undefined where the system does not say. */
  readonly dropped: number | undefined;
}

export interface Unread {
  readonly code: string;
  readonly from: Address;
}

export const usualConnectionLimits: ConnectionLimits = {
  ...usualLimits,
  connections: 2000,
  connectionsPerSource: 100,
};
