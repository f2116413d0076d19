import type { Cancel, Listen } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import type { Instant } from "#kit/time.ts";
import type { SipMessage, SipRequest } from "#sip/message/message.ts";
import type { Entrance, EntranceRules } from "#sip/transport/entrance.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import type { Address } from "#world/network.ts";

/** sip/transport: bytes in and out. Moves messages along flows; knows no transactions. */

/** A message that came, its Via already completed with received and rport (RFC 3261 §18.2.1, RFC 3581). */
export interface Arrival {
  readonly message: SipMessage;
  readonly flow: Flow;
  readonly at: Instant;
  /** It came by an entrance, which had time for it. */
  readonly isLetIn?: boolean;
}

/** Where a request shall go next: an address of ours to choose for, resolved already. */
export interface Hop {
  readonly protocol: Protocol;
  readonly remote: Address;
  /** The name that a TLS certificate must carry (RFC 5922); the address's host when absent. */
  readonly serverName?: string;
  /** The key that the peer must hold, whatever its certificate says; it is shown ours (see `TlsClient.peerKey`). */
  readonly peerKey?: string;
}

/** All of our transports as one. */
export interface Transports {
  /** Sends the bytes along a flow; false when the flow is gone (then `losses` told it). */
  send(bytes: Uint8Array, flow: Flow): boolean;
  /** Finds a live flow to the hop or opens one; the answer may come later, but `then` is called exactly once. */
  flowTo(hop: Hop, then: (flow: Result<Flow>) => void): void;
  /** The host:port that peers of this flow shall write to us: for Via and Contact. */
  ownAddress(flow: Flow): Address;
  /** A UDP flow through a router of ours stays usable; `lost` when the peer can no more reach us by it (RFC 5626 §4.4.2). */
  keepOpen?(flow: Flow, lost: () => void): Cancel;
  /**
   * From now on what comes by UDP waits for its turn where there is more to do than time, by the rules
   * of whoever serves it (`Entrance`). Undefined where there is no telling, as in a simulated world.
   */
  guard?(rules: EntranceRules): Pick<Entrance, "share"> | undefined;
  readonly arrivals: Listen<Arrival>;
  /** A stream that closed, or an address that sends ICMP errors. */
  readonly losses: Listen<Flow>;
  close(): void;
}

/** A request over 1,300 bytes wants a stream (RFC 3261 §18.1.1). */
export const wantsStream = (request: SipRequest): boolean => request.bytes.length > 1300;
