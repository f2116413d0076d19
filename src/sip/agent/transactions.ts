import type { Cancel, Listen } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Arrival, Hop } from "#sip/transport/transport.ts";
import type { Address } from "#world/network.ts";

/**
 * sip/agent: the shell that joins transports, transactions, dialogs and sessions. This file is what
 * the transaction layer (RFC 3261 §17) gives to whoever is above it; transactionLayer.ts does it.
 */

/** Where a request shall go. A dialog or account names one of these anew for each request, never a socket. */
export type Destination =
  /** Along the flow that is there: a device's registration, or the way a request came. */
  | { readonly to: "flow"; readonly flow: Flow }
  /** To the next hop of RFC 3261 §8.1.2, found by RFC 3263, with failover to the next address. */
  | {
      readonly to: "uri";
      readonly uri: SipUri;
      /** Nobody else is meant than who holds this key (see `Hop.peerKey`). */
      readonly peerKey?: string;
    }
  /** To these, in order; resolved already. */
  | { readonly to: "hops"; readonly hops: readonly Hop[] };

/** What is known of the way when a request is made. */
export interface Way {
  readonly flow: Flow;
  /** What peers of this flow shall write to us: for Contact. */
  readonly own: Address;
}

/** A request to send. It is made when its way is known, and anew for each further hop that is tried. */
export interface Sending {
  readonly destination: Destination;
  /** Without Via: the layer adds it, with a fresh branch. Called once for each hop that is tried. */
  readonly make: (way: Way) => SipRequest;
  /** Stands behind a dot in each branch: what a proxy knows its own loops by (RFC 3261 §16.6 step 8). A token. */
  readonly mark?: string;
}

/** What a client transaction tells; `request` is what was sent, Via included. */
export type ClientEvent =
  /** It has left (or was queued on a stream): now a CANCEL can name it. */
  | { readonly on: "sent"; readonly request: SipRequest; readonly way: Way }
  /** Each provisional, the final one, and of an INVITE each further 2xx (forks, RFC 6026). */
  | { readonly on: "response"; readonly response: SipResponse; readonly way: Way }
  /** No hop answered: timer B or F, or no way there. Nothing follows. */
  | { readonly on: "failed"; readonly why: "timeout" | "unreachable"; readonly problem: Problem };

/** A request and the way it took. */
export interface Sent {
  readonly request: SipRequest;
  readonly flow: Flow;
}

export interface ClientTransaction {
  /** INVITE only: asks for the CANCEL as soon as RFC 3261 §9.1 allows (a provisional has come); its own outcome is nobody's matter. */
  cancel(extra?: readonly HeaderLine[]): void;
  /** Nobody listens any more; the protocol goes on by itself. */
  forget(): void;
}

/** A request that began a server transaction. It exists from the first byte on, so what crosses it has a home. */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Host and port that peers of the flow shall write to us. */
  readonly own: Address;
  /** Sends a response made by `respond`. Provisionals, then one final; an INVITE may send its 2xx again and again. A later call changes nothing. */
  answer(response: SipResponse): void;
  /** INVITE only: its CANCEL came. The layer has answered the CANCEL with 200; the user answers the INVITE with 487. */
  readonly cancelled: Listen<SipRequest>;
  /** INVITE only: after a 2xx, no ACK for it in 64·T1 (the layer knows no dialogs: this is timer L). */
  readonly over: Listen<undefined>;
}

export interface TransactionLayer {
  /** `tell` may be called before this returns only for nothing; first events come later. */
  send(sending: Sending, tell: (event: ClientEvent) => void): ClientTransaction;
  /** An INVITE that another process sent along that flow, our Via on top: once more as it was, in the same transaction for its peer. */
  resume(sent: Sent, tell: (event: ClientEvent) => void): ClientTransaction;
  /** An INVITE that another process took in: a transaction for it again, which no listener is told of. */
  retake(came: Sent): ServerTransaction;
  /** An ACK for a 2xx, or another message outside of any transaction. `make` gives it without Via. `gone`: it asked for a flow that is no more. */
  sendAlone(sending: Sending, gone?: () => void): void;
  /** Each new request but ACK and CANCEL. The one listener answers it, at once or later; nobody listening is a 503. */
  serve(each: (transaction: ServerTransaction) => void): Cancel;
  /** ACKs of 2xx: matched to dialogs above. */
  readonly acks: Listen<Arrival>;
  /** Responses that match no transaction: a 2xx to an INVITE after timer M. Mostly dropped. */
  readonly strays: Listen<Arrival>;
  /** Live transactions, tombstones not counted: what a leak check asks for. */
  readonly live: number;
  close(): void;
}
