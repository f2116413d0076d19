import type { Address } from "#world/network.ts";

/** What carries a message. WS and WSS are RFC 7118. */
export type Protocol = "UDP" | "TCP" | "TLS" | "WS" | "WSS";

/** One network path to one peer (RFC 5626 §2). A response goes back along the flow its request came on. */
export interface Flow {
  readonly protocol: Protocol;
  readonly local: Address;
  readonly remote: Address;
  /** Names the connection of a stream; two flows with different connections differ. */
  readonly connection?: string;
  /** Of TLS: the name of the key that the peer has proved to hold (see `TlsClient.peerKey`). */
  readonly peerKey?: string;
  /** Of several programs that are one server: which of them has it. Absent: this one. */
  readonly at?: string;
}

/** A reliable transport resends for us (RFC 3261 §17). */
export const isReliable = (flow: Flow): boolean => flow.protocol !== "UDP";

/** Equal keys, equal flows. */
export const flowKey = ({ protocol, local, remote, connection = "", at }: Flow): string => {
  const key = `${protocol} ${local.host}:${local.port} ${remote.host}:${remote.port} ${connection}`;
  return at === undefined ? key : `${key} ${at}`;
};
