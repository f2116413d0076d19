/** How the house is at this moment, as the outside sees it: plain data. */
import type { Problem } from "#kit/problem.ts";
import type { CallView } from "#server/control/callViews.ts";

export interface Status {
  readonly number?: string;
  readonly owner?: string;
  readonly mode: { readonly now: string; readonly until?: number };
  readonly line: "free" | "ringing" | "talking" | "offline";
  readonly live: readonly CallView[];
  readonly newMessages: number;
  /** Calls of this day in the owner's zone, by outcome; one of ours that nobody answered is nobody's missed call. */
  readonly today: Readonly<Record<string, number>>;
  /** What to type into a desk phone. */
  readonly sip?: { readonly host: string; readonly port: number; readonly tlsPort?: number };
  readonly settingsLockedBy?: string;
  /** What to know and do: `{code, detail}`, e.g. disk full or an account that fails. */
  readonly troubles: readonly Problem[];
  /** Signals that could not be meant, by what they were, since the start: `digit while on hook`. */
  readonly ignored: readonly { readonly what: string; readonly count: number }[];
  readonly version: string;
}

export interface DeviceStatus {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly state: "idle" | "ringing" | "busy" | "offline";
  readonly address?: string;
  readonly userAgent?: string;
  readonly since?: number;
}

/** All that is worth knowing of a telephone. */
export interface DeviceDetail extends DeviceStatus {
  readonly room?: string;
  /** How it registered: UDP, TCP, TLS, WS or WSS. */
  readonly transport?: string;
  /** When its registration ends unless it is renewed. */
  readonly expires?: number;
  /** What it speaks, best first, as its last call showed. */
  readonly codecs?: readonly string[];
  readonly lastCall?: { readonly id: string; readonly began: number };
  /** Rules that are switched on and ring it. */
  readonly rungBy: readonly { readonly id: string; readonly name: string }[];
}

export interface AccountStatus {
  readonly id: string;
  readonly kind: string;
  readonly server: string;
  readonly state: "registered" | "static" | "failed" | "trying";
  readonly since: number;
  /** What it failed with. */
  readonly code?: string;
  /** In English; of a refusal, its status first: `403 Forbidden`. */
  readonly detail?: string;
  /** Milliseconds from its last REGISTER to the answer; while it is registered. */
  readonly roundTrip?: number;
}

/** Something that is kept elsewhere, as it is held here. */
export interface SubscriptionView {
  readonly kind: "calendar" | "list" | "addressBook";
  /** Of the time, list or address book. */
  readonly id: string;
  readonly name: string;
  readonly host: string;
  /** Events, numbers or people in it. */
  readonly count?: number;
  /** Calls that a list stopped. */
  readonly stopped?: number;
  /** When it was last known to be so there. */
  readonly asOf?: number;
  /** What went wrong at the last look, or what of it was left out. */
  readonly problem?: Problem;
}
