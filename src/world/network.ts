import type { Listen } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { Instant, Millis } from "#kit/time.ts";

/** A literal IP address (IPv6 without brackets) or, where said, a name; and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** `data` is the receiver's to keep. */
export interface Packet {
  readonly data: Uint8Array;
  readonly from: Address;
  readonly at: Instant;
}

export interface UdpSocket {
  readonly local: Address;
  /** Sends in this turn of the loop or drops, as UDP does; `data` may be reused when it returns. `to.host` is an IP address. */
  send(data: Uint8Array, to: Address): void;
  /** Hears also what is sent to that multicast group, on all networks of this machine; until it leaves. */
  join(group: string): () => void;
  /**
   * One owner: a later call takes the packets from the earlier one. Direct, because it is on the hot
   * path. `data` is the receiver's to keep; where it is `lent`, it may be overwritten once `each` returns.
   */
  receive(each: (data: Uint8Array, from: Address, at: Instant) => void, isLent?: boolean): void;
  /** Where the system says it. */
  waiting?(): UdpWaiting;
  close(): void;
}

/** What comes while its receiver has no time. */
export interface UdpWaiting {
  /** Bytes that the system lets wait, as it counts them. */
  readonly room: number;
  /** Datagrams for which there was none, since the socket was opened; undefined: nobody says. */
  readonly dropped: number | undefined;
}

/** A TCP, TLS or accepted connection: ordered bytes. */
export interface StreamSocket {
  readonly local: Address;
  readonly remote: Address;
  /** Of TLS: the name of the key that the peer has proved to hold, where it has shown one. See `TlsClient.peerKey`. */
  readonly peerKey?: string;
  /** False once more than the writer should queue is waiting; the bytes are taken all the same. */
  write(data: Uint8Array): boolean;
  readonly bytes: Listen<Uint8Array>;
  /** Told once: undefined for an orderly end, a Problem for a broken one. */
  readonly closed: Listen<Problem | undefined>;
  close(): void;
}

/** PEM texts. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
}

export interface TlsServer extends TlsIdentity {
  /** Whoever connects may show a certificate too, whoever signed it; its key is then told. */
  readonly asksForKeys?: boolean;
}

export interface TlsClient {
  /** The name that the peer's certificate must carry (RFC 5922). */
  readonly serverName: string;
  /** PEM authorities trusted beside the system's. */
  readonly authorities?: readonly string[];
  readonly identity?: TlsIdentity;
  /** For peers whose owner said so in the settings; never a default. */
  readonly acceptAnyCertificate?: boolean;
  /** The peer must hold the key of this name, and then its certificate's names and signers do not count: SHA-256 of its SubjectPublicKeyInfo, base64url. */
  readonly peerKey?: string;
}

export interface Listener {
  readonly local: Address;
  close(): void;
}

/** SRV `data`: priority weight port target. NAPTR: order preference flags service regexp replacement. A/AAAA: the address. */
export interface DnsRecord {
  readonly kind: "A" | "AAAA" | "SRV" | "NAPTR";
  readonly data: readonly string[];
  readonly ttl: Millis;
}

/** Port 0 asks for any free one. Failures are values: `network.inUse`, `network.refused`, `network.unreachable` … */
export interface Network {
  udp(local: Address, options?: UdpOptions): Promise<Result<UdpSocket>>;
  listen(
    local: Address,
    accept: (stream: StreamSocket) => void,
    tls?: TlsServer,
  ): Promise<Result<Listener>>;
  connect(remote: Address, tls?: TlsClient): Promise<Result<StreamSocket>>;
  /** No such name or record: an empty list. `network.dns` when nobody answered. */
  lookup(name: string, kind: DnsRecord["kind"]): Promise<Result<readonly DnsRecord[]>>;
  /** Our own address as a peer at `towards` would be sent from; for SDP and Contact. */
  ownAddress(towards?: string): string;
}

export interface UdpOptions {
  /** Bytes of receive buffer to ask the kernel for. */
  readonly receiveBuffer?: number;
  /** Other processes of ours may have the same port: the kernel shares it out by source. */
  readonly shared?: boolean;
  /** Another port will do where this one is taken: by whom is not looked up, for that holds up the whole process. */
  readonly mayBeTaken?: boolean;
}
