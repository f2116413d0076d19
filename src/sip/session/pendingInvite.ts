/** What is kept of an INVITE, ours or theirs, until its final answer. */
import type { Millis } from "#kit/time.ts";
import type { IntervalAsked } from "#sip/session/interval.ts";
import type { Body, Extra, SessionCommand } from "#sip/session/session.ts";

export interface OwnInvite {
  readonly id: number;
  readonly seq: number;
  readonly first: FirstInvite;
  readonly credentials: Extra;
  /** Raised by a 422 (RFC 4028 §7.4). */
  readonly minSE?: number | undefined;
  /** A provisional has come. */
  readonly heard: boolean;
}

/** What an INVITE out is made of, each time it is sent. */
export interface FirstInvite {
  readonly uri: string;
  /** Name-addr texts without tags. */
  readonly from: string;
  readonly to: string;
  /** Route header values, in order. */
  readonly route: readonly string[];
  readonly body?: Body | undefined;
  readonly extra: Extra;
  /** 70 unless said. */
  readonly maxForwards?: number | undefined;
}

export interface TheirInvite {
  readonly id: number;
  readonly seq: number;
  /** How they take provisionals: 100rel in neither, in Supported, in Require (RFC 3262 §3). */
  readonly reliably: "never" | "can" | "must";
  /** RSeq of our last reliable provisional. */
  readonly rseq: number;
  /** Waits for its PRACK. */
  readonly unacknowledged?: Reliable | undefined;
  /** Wait for that PRACK. */
  readonly queue: readonly (Progress | Accept)[];
  /** Sent again each minute (§13.3.1.1). */
  readonly last?: Progress | undefined;
  /** Our answer, given in an unreliable 1xx: the 2xx repeats it. */
  readonly given?: Body | undefined;
  readonly asksInterval: IntervalAsked;
}
export type Progress = SessionCommand & { readonly do: "progress" };
export type Accept = SessionCommand & { readonly do: "accept" };

export interface Reliable {
  readonly rseq: number;
  readonly status: number;
  readonly extra: Extra;
  readonly body?: Body | undefined;
  readonly wait: Millis;
}
