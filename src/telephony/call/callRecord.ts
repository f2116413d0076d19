/** What the journal keeps of a call, and the pages show. */
import type { WallTime } from "#kit/time.ts";
import type { CallId, Cause, LegId, Manner, Party } from "#telephony/call/leg.ts";
import type { Decision } from "#telephony/call/plan.ts";

export type Outcome = "answered" | "missed" | "message" | "forwarded" | "rejected";

export interface LegRecord {
  /** The device's id, an outside address with its account, or `mailbox`. */
  readonly target: string;
  readonly state: string;
  readonly cause?: Cause;
  /** It only heard the caller; within a call that it was in; or that call gave way. */
  readonly manner?: "oneWay" | Manner;
}

export interface CallRecord {
  readonly id: CallId;
  readonly direction: "in" | "out";
  readonly from: Party;
  readonly to: string;
  readonly via?: string;
  readonly began: WallTime;
  readonly answered?: WallTime;
  readonly ended?: WallTime;
  /** Missing while the call lives. */
  readonly outcome?: Outcome;
  readonly cause?: Cause;
  readonly decision?: Decision;
  readonly legs: readonly LegRecord[];
  /** The message that was left. */
  readonly message?: string;
  /** A fax machine or a modem was in it. */
  readonly modem?: true;
  /** The other call of a transfer: its party and this one's were put through to each other. */
  readonly transferred?: CallId;
  /** Whom that calls, when it was the other party that put ours through. */
  readonly transferredTo?: string;
  /** When that other party left, and nothing more was paid for in this call. */
  readonly paidUntil?: WallTime;
  /** A party at that account asked for it, in the other call of the transfer. */
  readonly referred?: string;
  /** The only account that it could go through. */
  readonly through?: string;
  /** It was recorded: these are the recordings. */
  readonly recordings?: readonly string[];
  /** It took the place of that leg of another call: no rule decided it. */
  readonly replaces?: LegId;
  readonly emergency?: true;
  /** See `CallAbout`. */
  readonly test?: "inside" | "outside";
  /** A test of rules that were not kept. */
  readonly drafted?: true;
  /** Who had forwarded it before it came to us, newest first. */
  readonly diverted?: readonly string[];
  /** See `CallAbout`. */
  readonly announces?: readonly string[];
  /** Repeat dialling was asked for, or is going on. */
  readonly repeat?: "asked" | "again";
}
