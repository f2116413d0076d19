/**
 * What an operator may see and ask of an exchange: all that its pages, API and commands know. Plain
 * values in and out; secrets never come out, and nothing of what a member's own server does.
 */
import type { EventSource } from "#kit/eventRing.ts";
import type { Problem } from "#kit/problem.ts";

export interface ExchangeControl extends EventSource<ExchangeEvent> {
  status(): ExchangeStatus;
  /** True when requests are taken. */
  ready(): boolean;
  /** Prometheus text, version 0.0.4. */
  metrics(): Promise<string>;
}

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
