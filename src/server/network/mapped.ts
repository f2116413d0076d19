import type { Address } from "#world/network.ts";

/** A port of ours that shall be reachable from outside. */
export interface Asked {
  readonly protocol: "udp" | "tcp";
  /** Our own address in the house, as the router knows it. */
  readonly client: string;
  readonly port: number;
  /** The outer port that is wished for; the router may give another. */
  readonly outer: number;
  /** Seconds; 0 takes the mapping away. */
  readonly lifetime: number;
}

/** A mapping as the router granted it. */
export interface Mapped {
  readonly by: "pcp" | "natPmp" | "upnp";
  readonly outer: Address;
  /** Seconds; 0: until the router restarts. */
  readonly lifetime: number;
}
