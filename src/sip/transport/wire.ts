import type { Listen } from "#kit/listeners.ts";
import type { Framed } from "#sip/message/streamSplitter.ts";
import type { Address } from "#world/network.ts";

/** A connection of any kind to one peer: TCP, TLS, or a WebSocket that carries whole messages. */
export interface Wire {
  readonly local: Address;
  readonly remote: Address;
  /** Of TLS: the name of the key that the peer has proved to hold. */
  readonly peerKey?: string;
  /** False when more is waiting than should be; the bytes are taken all the same. */
  write(bytes: Uint8Array): boolean;
  readonly bytes: Listen<Uint8Array>;
  readonly closed: Listen<unknown>;
  close(): void;
}

/** Finds messages in what a wire brings. */
export interface Framer {
  push(data: Uint8Array): readonly Framed[];
  readonly isWaiting: boolean;
}

/**
 * A WebSocket that speaks SIP, as a web server hands it over (RFC 7118): one message a frame.
 * Declared here by its shape, for sip/ knows no web server.
 */
export interface SipChannel {
  readonly remote: Address;
  readonly secure: boolean;
  send(data: Uint8Array): void;
  readonly messages: Listen<Uint8Array>;
  readonly closed: Listen<undefined>;
  close(): void;
}
