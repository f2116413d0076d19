import type { Listen } from "#kit/listeners.ts";

/** In the order in which they are looked at. */
export const networkSteps = [
  "clock",
  "dns",
  "outside",
  "nat",
  "portMapping",
  "doubleNat",
  "reach",
  "alg",
  "sound",
  "turn",
  "ipv6",
  "certificate",
] as const;
export type NetworkStepId = (typeof networkSteps)[number];

/** What a step found. `detail` says it in English, with what it means for calls and what to do; pages have words of their own for `code`. */
export interface NetworkFinding {
  /** `mind`: calls work and may not always; `unknown`: nobody could be asked. */
  readonly verdict: "well" | "mind" | "wrong" | "unknown";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly detail: string;
  /** A setting that mends it. */
  readonly fix?: "keepPortsOpen";
}

export interface NetworkCheckView {
  readonly began: number;
  readonly ended?: number;
  readonly steps: readonly {
    readonly id: NetworkStepId;
    readonly state: "waiting" | "running" | "done";
    readonly finding?: NetworkFinding;
  }[];
  /** All of it in one sentence; when it has ended. */
  readonly result?: NetworkFinding;
}

/** A port that the router lets in for us. */
export interface PortKeptOpen {
  readonly protocol: "udp" | "tcp";
  readonly port: number;
  readonly state: "open" | "asking" | "refused";
  readonly outer?: { readonly host: string; readonly port: number };
  readonly by?: "pcp" | "natPmp" | "upnp";
  readonly detail?: string;
}

export interface NetworkControl {
  /** The last one, also while it runs. */
  check(): NetworkCheckView | undefined;
  /** One that runs goes on. */
  start(): NetworkCheckView;
  ports(): readonly PortKeptOpen[];
  readonly changes: Listen<undefined>;
}

/** Of a server that can look at nothing. */
export const noNetworkControl: NetworkControl = {
  check: () => undefined,
  start: () => ({ began: 0, steps: [] }),
  ports: () => [],
  changes: () => () => undefined,
};
