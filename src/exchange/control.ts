/**
 * What an operator may see and ask of an exchange: all that its pages, API and commands know. Plain
 * values in and out; secrets never come out, and nothing of what a member's own server does.
 */
import type { PassedCall } from "#exchange/calls/passedCall.ts";
import type { AuditBook } from "#exchange/operator/auditBook.ts";
import type { HostingActs } from "#exchange/operator/hostingActs.ts";
import type { LimitActs, TierActs, TrunkActs } from "#exchange/operator/otherActs.ts";
import type { SettingsDesk } from "#exchange/operator/settingsDesk.ts";
import type { UserActs } from "#exchange/operator/userActs.ts";
import type { UserViews } from "#exchange/operator/userViews.ts";
import type { Page } from "#exchange/operator/views.ts";
import type { EventSource } from "#kit/eventRing.ts";
import type { Problem } from "#kit/problem.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";

export interface ExchangeControl extends EventSource<ExchangeEvent> {
  status(): ExchangeStatus;
  readonly users: UserViews;
  readonly userActs: Pick<UserActs, keyof UserActs>;
  readonly hosting: HostingActs;
  readonly tiers: TierActs;
  readonly trunks: TrunkActs;
  readonly limits: LimitActs;
  /** The whole document, without secrets. */
  readonly settings: Pick<SettingsDesk, "read" | "replace">;
  readonly calls: CallViews;
  readonly audit: AuditBook;
  /** True when requests are taken. */
  ready(): boolean;
  /** Prometheus text, version 0.0.4. */
  metrics(): Promise<string>;
}

/** Calls of now and of before, and their ladders. */
export interface CallViews {
  /** Newest first. `of`: a user, as caller or called. */
  page(filter: CallFilter, cursor: string | undefined, limit: number): Page<PassedCall>;
  find(id: string): PassedCall | undefined;
  /** What went over the wires of this hop, in full and without secrets; undefined: no such call. */
  ladder(id: string): Promise<readonly WireRow[] | undefined>;
}

export interface CallFilter {
  readonly state?: "live" | "over" | undefined;
  readonly of?: string | undefined;
}

export type { PassedCall, PassedHop, Why } from "#exchange/calls/passedCall.ts";
export type { AuditEntry } from "#exchange/operator/auditBook.ts";
export type { Limits } from "#exchange/operator/otherActs.ts";
export type { Seen } from "#exchange/operator/seen.ts";
export type { SettingsOutcome } from "#exchange/operator/settingsDesk.ts";
export type { Done, UserChange } from "#exchange/operator/userActs.ts";
export type * from "#exchange/operator/views.ts";
export type { Invitation } from "#exchange/users/invitation.ts";

/** Something is otherwise than before: what it is now may be asked. */
export interface ExchangeEvent {
  readonly seq: number;
  readonly type: "calls.changed" | "users.changed" | "settings.changed";
  readonly data: object;
}

export interface ExchangeStatus {
  readonly domains: readonly string[];
  readonly version: string;
  /** Wall time at which it started. */
  readonly since: number;
  readonly sip: readonly {
    readonly protocol: string;
    readonly host: string;
    readonly port: number;
  }[];
  readonly users: number;
  /** Users with a server that is registered now. */
  readonly usersThere: number;
  readonly suspended: number;
  readonly trunks: number;
  /** Trunks that want to be registered, and are not. */
  readonly trunksDown: number;
  readonly callsNow: number;
  /** Since it started, by what: `refused`, `limited` … */
  readonly counts: Readonly<Record<string, number>>;
  readonly troubles: readonly Problem[];
}
