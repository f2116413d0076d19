import type { Carriage } from "#exchange/carriage.ts";
import type { BranchEnd } from "#exchange/proxy/bestResponse.ts";
import type { ForkFacts } from "#exchange/proxy/fork.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Address } from "#world/network.ts";

/** One request on its way through, and what its owner decides of it. */
export interface Passing {
  readonly transaction: ServerTransaction;
  /** As it came, without the Routes that led it here. */
  readonly request: SipRequest;
  readonly mark: string;
  readonly groups: readonly (readonly Target[])[];
  /** Who calls, as a target names who is called: `user/ada`. */
  readonly by?: string;
  /** We stay on the dialog's way. */
  readonly staysOn: boolean;
  readonly carriage: Carriage;
  /** Headers of this branch that must be others; an empty text takes one away. */
  readonly sets: (target: Target) => readonly HeaderLine[];
  readonly facts: ForkFacts;
  /** See `Fork`. */
  readonly hurries?: boolean;
  readonly hasSteps?: boolean;
  /** Where a redirection leads; nothing: nowhere that we would send it. */
  readonly redirected: (response: SipResponse, by: Target) => readonly (readonly Target[])[];
  /** Nobody has accepted; `more` or `giveUp` must be called, now or later. */
  readonly exhausted: (best: BranchEnd, forwarder: Forwarder) => void;
  readonly ended: (outcome: Outcome) => void;
  /** What becomes of each branch, for whoever watches. */
  readonly branch?: (told: BranchTold) => void;
}

export type BranchTold =
  | { readonly on: "tried"; readonly target: Target; readonly at?: Address }
  | { readonly on: "heard"; readonly target: Target; readonly status: number };

export type Outcome =
  | { readonly is: "accepted"; readonly target: Target }
  | { readonly is: "refused"; readonly status: number };

export interface Forwarder {
  more(groups: readonly (readonly Target[])[]): void;
  giveUp(): void;
  /** Gives up with that status. */
  refuse(status: number): void;
  /** The caller has not given up, and nobody has answered. */
  isOpen(): boolean;
}
