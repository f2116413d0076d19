import type { Destination, ServerTransaction } from "#sip/agent/transactions.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";

/** One place a request may be sent to. */
export interface Target {
  /** Request-URI there. */
  readonly uri: string;
  /** URIs of the Route there, first hop first: a binding's Path (RFC 3327). */
  readonly route: readonly string[];
  readonly destination: Destination;
  /** Whose binding or trunk it is, for records and rights: `user/ada`, `trunk/carrier`. */
  readonly of: string;
  /** It has come in by itself: it answers an INVITE at once (100 at least), or it is gone. */
  readonly registered?: true;
  /** The address of the router that it is behind, as far as its registration tells. */
  readonly nat?: string;
  /** Further flows of the same device, tried one after the other when this one is broken (§5.3). */
  readonly otherwise?: Target;
  /** It is reached by the last of these forwardings of ours. */
  readonly forwarded?: readonly Retarget[];
  /** Nothing is sent: this answers in the place's stead. */
  readonly taken?: (branch: TakenBranch) => Taken;
}

/** A branch that is answered within: see `Target.taken`. */
export interface TakenBranch {
  /** As it would have gone there, without a Via of ours. */
  readonly request: SipRequest;
  /** The way that it came. */
  readonly came: Pick<ServerTransaction, "flow" | "own" | "over">;
  /** As a client transaction tells: provisionals, a final one, and each 2xx again until its ACK. */
  readonly answer: (response: SipResponse) => void;
}

export interface Taken {
  cancel(reason: readonly HeaderLine[]): void;
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
