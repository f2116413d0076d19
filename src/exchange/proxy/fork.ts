import type { BranchEnd } from "#exchange/proxy/bestResponse.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";

/**
 * exchange/proxy: RFC 3261 §16 as pure functions over received bytes. This file is the words of the
 * response context (§16.7), which is one request with all the branches it was forked into;
 * forking.ts decides. Knows no users, policies or sockets.
 */
export interface Fork {
  /**
   * `open`: branches are tried. `ending`: nothing new is tried, what is out is waited for.
   * `idle`: all tried, nobody accepted; whoever runs this gives more targets or gives up.
   * `over`: the final response has gone; further 2xx of an INVITE still pass (RFC 6026).
   */
  readonly name: "open" | "ending" | "idle" | "over";
  readonly invite: boolean;
  /** Groups still to be tried, best first; a group is tried at once. */
  readonly waiting: readonly (readonly Target[])[];
  readonly branches: readonly Branch[];
  /** All that ended so far without accepting. */
  readonly ends: readonly BranchEnd[];
  /** Redirections followed so far. */
  readonly redirections: number;
  /** A call for help: a group that is silent, or does not ring, holds the next one up for a moment alone. */
  readonly hurries: boolean;
  /** When all groups have been tried there is more to do: the steps of a policy. */
  readonly hasSteps: boolean;
}

export interface Branch {
  readonly id: number;
  readonly target: Target;
  /** `late`: nothing that comes after it waits for it any more; it may still answer. */
  readonly state: "trying" | "proceeding" | "late" | "cancelled" | "over";
}

export type ForkEvent =
  | { readonly on: "start" }
  /** With our own Via taken off already. */
  | { readonly on: "response"; readonly branch: number; readonly response: SipResponse }
  | {
      readonly on: "failed";
      readonly branch: number;
      /** `full`: of what it needs here nothing is left. */
      readonly why: "timeout" | "unreachable" | "full";
    }
  /** The caller gave up; why, in Reason lines (RFC 3326). */
  | { readonly on: "cancelled"; readonly reason: readonly HeaderLine[] }
  /** More targets, in answer to `exhausted` or `redirected`. */
  | { readonly on: "more"; readonly groups: readonly (readonly Target[])[] }
  /** With that status, or with the best that was heard. */
  | { readonly on: "giveUp"; readonly status?: number }
  | TimerEvent<ForkTimer>;

/** Of one branch: timer C (§16.6 step 11), and how long what comes after it waits for it. */
export type ForkTimer = `C ${number}` | `late ${number}`;

export type ForkEffect = ForkAct | TimerEffect<ForkTimer>;

export type ForkAct =
  | { readonly do: "try"; readonly branch: number; readonly target: Target }
  | { readonly do: "cancel"; readonly branch: number; readonly reason: readonly HeaderLine[] }
  /** Goes back to the caller as it is. */
  | { readonly do: "answer"; readonly response: SipResponse }
  /** Goes back as a response of our own. */
  | { readonly do: "refuse"; readonly status: number }
  /** Somebody accepted: the target is where the call is. */
  | { readonly do: "accepted"; readonly target: Target }
  /** Nobody accepted: answer with `more` or `giveUp`. */
  | { readonly do: "exhausted"; readonly best: BranchEnd }
  /** A 3xx whose contacts may be followed: answer with `more`, perhaps of nothing. */
  | { readonly do: "redirected"; readonly response: SipResponse; readonly by: Target };

export interface ForkFacts {
  /** Follow a 3xx of this target ourselves, or leave that to the caller. */
  readonly follows: (target: Target) => boolean;
  /** Whether the next group is tried after that answer of this one. */
  readonly goesOn: (status: number) => boolean;
}
