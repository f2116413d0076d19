/** What a network check saw, before anybody judges it (judgeHouse.ts, judgeWay.ts). */
import type { Address } from "#world/network.ts";
import type { Mapped } from "./mapped.ts";

/** An OPTIONS to an account's server and back. */
export interface AccountProbe {
  readonly account: string;
  /** Undefined: no answer came. */
  readonly answer?: {
    /** We, as its server saw us (RFC 3581). */
    readonly seen?: Address;
    /** What our Via was when it came back. */
    readonly via: Address;
    /** Of its Date, in ms. */
    readonly date?: number;
  };
  /** What our Via said when it left. */
  readonly sent: Address;
  /** Only UDP is looked into by routers. */
  readonly isUdp: boolean;
  /** Where it went. */
  readonly to: string;
}

/** How a NAT hands out ports, and whom it lets in (RFC 4787 §4, §5). */
export interface NatSeen {
  readonly mapping?: "endpointIndependent" | "dependent";
  readonly filtering?: "endpointIndependent" | "addressDependent" | "addressAndPortDependent";
}

export interface StunSeen {
  readonly asked: number;
  /** Each server's answer from the same port of ours. */
  readonly mapped: readonly Address[];
  readonly nat: NatSeen;
  readonly sound?: {
    readonly sent: number;
    readonly came: number;
    readonly roundTrip: number;
  };
}

/** One address of the relay (TURN) that browsers are told of. */
export interface TurnSeen {
  readonly url: string;
  /** `denied`: not by that name and password; `shut`: it lets us write to nobody; `deaf`: it passes nothing on. */
  readonly is: "works" | "untried" | "lost" | "silent" | "denied" | "refused" | "shut" | "deaf";
  /** Ms, by the relay to ourselves and back. */
  readonly roundTrip?: number;
  /** Of its refusal (RFC 8656 §19). */
  readonly code?: number;
  readonly reason?: string;
}

export type MappingSeen =
  | { readonly is: "noRouter" | "unneeded" }
  | { readonly is: "refused"; readonly detail: string }
  | {
      readonly is: "granted";
      readonly mapped: Mapped;
      /** A server elsewhere came in by it; undefined when none could try. */
      readonly cameIn?: boolean;
    };

export interface ClockSeen {
  /** Ms that ours is ahead, and who says so. */
  readonly ahead?: number | undefined;
  /** As the machine's own time service says. */
  readonly isKept?: boolean | undefined;
}

export interface CertificateSeen {
  /** The owner's own (`RINGWISE_TLS_CERT`), or issued by the local authority. */
  readonly by: "owner" | "authority";
  readonly now: number;
  readonly end: number;
  readonly fitsKey: boolean;
  /** Names and addresses of this machine that it does not carry. */
  readonly missing: readonly string[];
}

export interface NameSeen {
  readonly account: string;
  readonly server: string;
  readonly isFound: boolean;
}
