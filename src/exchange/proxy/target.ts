import type { Destination } from "#sip/agent/transactions.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** One place a request may be sent to. */
export interface Target {
  /** Request-URI there. */
  readonly uri: string;
  /** URIs of the Route there, first hop first: a binding's Path (RFC 3327). */
  readonly route: readonly string[];
  readonly destination: Destination;
  /** The one way there, when the device made it (RFC 5626): requests of the dialog take it too. */
  readonly flow?: Flow;
  /** Whose binding or trunk it is, for records and rights: `user/ada`, `trunk/carrier`. */
  readonly of: string;
  /** Further flows of the same device, tried one after the other when this one is broken (§5.3). */
  readonly otherwise?: Target;
}
