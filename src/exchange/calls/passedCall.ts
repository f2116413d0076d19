/**
 * exchange/calls: what went through the exchange, for its operator to see: that a call was delivered
 * or why not, never what became of it. This file: one call as it is told.
 */
export interface PassedCall {
  readonly id: string;
  readonly callId: string;
  /** The caller's and the dialled address, as they were written. */
  readonly from: string;
  readonly to: string;
  /** Who is proved to call: `user/ada`, `trunk/carrier`; a stranger has none. */
  readonly by?: string;
  /** Whom it is for: `user/ben`, or `outside`. */
  readonly for?: string;
  /** Wall times. */
  readonly began: number;
  readonly ringing?: number;
  readonly answered?: number;
  readonly ended?: number;
  readonly state: "trying" | "ringing" | "up" | "over";
  readonly outcome?: "answered" | "refused" | "cancelled" | "failed";
  /** What the caller was answered. */
  readonly status?: number;
  readonly why?: Why;
  readonly hops: readonly PassedHop[];
  /** A user agent of ours stands on both sides (a trunk that asks for a password). */
  readonly bridged: boolean;
}

/** One place that the call was offered. */
export interface PassedHop {
  /** `user/ben`, `trunk/carrier`, `elsewhere` */
  readonly of: string;
  /** `host:port`, once it is known. */
  readonly at?: string;
  readonly began: number;
  /** Its last word; absent: none yet, or never one. */
  readonly status?: number;
  readonly ended?: number;
}

/** Why a call went no further. For the operator: whoever called is told a status alone. */
export interface Why {
  readonly by: "exchange" | "operator" | "policy" | "called" | "caller";
  readonly code: WhyCode;
  readonly params?: Readonly<Record<string, string>>;
}

export type WhyCode =
  | "suspended"
  | "narrowed"
  | "policy"
  | "policyUnreadable"
  /** What would have to be known is in a store that does not answer. */
  | "storeAway"
  | "channelsFull"
  | "unknownCalled"
  | "noRelay"
  | "tierForbids"
  | "noTrunk"
  | "notProved"
  | "tooManyFromThere"
  | "malformed"
  | "loop"
  | "nobodyIn"
  | "noAnswer"
  | "answeredSo"
  | "gaveUp";

export const suspendedWhy = (user: string, { reason }: { readonly reason: string }): Why => ({
  ...{ by: "operator", code: "suspended" },
  params: { user, reason },
});
