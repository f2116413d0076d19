/** What an operator is shown of users and trunks: plain values, without secrets. */
import type { Policy, PolicyRule } from "#telephony/policy/policy.ts";

export interface UserView {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly extension?: string;
  readonly tier: string;
  /** `there`: a server of theirs is registered; `invited`: none ever was. */
  readonly state: "there" | "away" | "invited" | "suspended";
  readonly servers: number;
  readonly callsNow: number;
  /** Calls that ended in each of the last 24 hours, the present one last. */
  readonly hours: readonly number[];
  /** Of who is away, and was there since the start: until when. Wall time. */
  readonly lastSeen?: number;
  /** The operator's reasons. */
  readonly suspended?: string;
  readonly narrowed?: string;
  /** The user's own server runs in this process. */
  readonly isHosted?: true;
}

export interface UserDetail extends UserView {
  readonly followsRedirections: boolean;
  readonly channels: number;
  /** Whether sound of this user's calls passes the exchange, where it is not as for all. */
  readonly relay?: "never" | "whenNeeded" | "always";
  /** Where the telephones of a hosted user register. */
  readonly hosted?: { readonly port: number };
  readonly invited?: { readonly until: string; readonly used: boolean };
  readonly bindings: readonly BindingView[];
  readonly policy?: PolicyView;
  readonly narrowing?: {
    readonly of: "user" | "tier";
    readonly reason: string;
    readonly rules: readonly PolicyRule[];
  };
}

/** Where one of the user's servers is now. Not its contact, which is how others would reach it. */
export interface BindingView {
  readonly at: string;
  readonly protocol: string;
  readonly q: number;
  readonly expires: number;
  readonly userAgent?: string;
}

/** As the user has published it; the operator changes nothing of it. */
export interface PolicyView
  extends Pick<Policy, "version" | "issued" | "expires" | "timeZone" | "rules" | "unreachable"> {
  readonly isOver: boolean;
}

export interface TierView {
  readonly id: string;
  readonly calls: "members" | "usual" | "anywhere";
  readonly channels: number;
  readonly users: number;
  /** As of a user. */
  readonly hours: readonly number[];
  readonly etag: string;
  readonly narrowed?: { readonly reason: string; readonly rules: readonly PolicyRule[] };
}

export interface TrunkView {
  readonly id: string;
  readonly server: string;
  readonly transport: "udp" | "tcp" | "tls";
  readonly from: readonly string[];
  readonly prefixes: readonly string[];
  readonly channels: { readonly inUse: number; readonly most: number };
  readonly domain?: string;
  /** Its password is not shown. */
  readonly login?: { readonly username: string; readonly authUsername?: string };
  readonly registers: boolean;
  readonly numbers: "e164" | "digits" | "national";
  readonly callerId: { readonly number?: string; readonly always: boolean };
  readonly state: "registered" | "trying" | "failed" | "static";
  readonly since?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly etag: string;
  /** ms */
  readonly roundTrip?: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface UserFilter {
  /** Part of a name, number or extension. */
  readonly search?: string | undefined;
  readonly tier?: string | undefined;
  readonly state?: UserView["state"] | undefined;
}
