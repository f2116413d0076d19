import type { Destination } from "#sip/agent/transactions.ts";

/** One place a request may be sent to. */
export interface Target {
  /** Request-URI there. */
  readonly uri: string;
  /** URIs of the Route there, first hop first: a binding's Path (RFC 3327). */
  readonly route: readonly string[];
  readonly destination: Destination;
  /** Whose binding or trunk it is, for records and rights: `user/ada`, `trunk/carrier`. */
  readonly of: string;
  /** The address of the router that it is behind, as far as its registration tells. */
  readonly nat?: string;
  /** Further flows of the same device, tried one after the other when this one is broken (§5.3). */
  readonly otherwise?: Target;
  /** It is reached by the last of these forwardings of ours. */
  readonly forwarded?: readonly Retarget[];
}

/** A forwarding by the exchange itself: see history.ts. */
export interface Retarget {
  /** Whom it is for now. */
  readonly uri: string;
  /** RFC 4458: 302 by a redirection, 503 while nobody is in. */
  readonly cause: 302 | 503;
  /** What became of it before: a status. */
  readonly after: number;
}
