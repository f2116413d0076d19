import type { Flow } from "#sip/transport/flow.ts";
import type { Address } from "#world/network.ts";

/**
 * exchange/nodes: several exchanges that are one. Any node takes any request; what only one of them
 * can do, for a flow ends there, goes through that one. This file: a node, and how a flow names it.
 */
export interface NodePlace {
  /** As its operator named it: `[a-z0-9-]`. */
  readonly name: string;
  /** Of this start of the program: a connection of an earlier one is gone. */
  readonly run: string;
  /** Where other nodes reach it by TCP. */
  readonly address: Address;
}

/** `n1 x7Gh 192.0.2.1 5060`, as it stands in `Flow.at`. */
export const atOf = ({ name, run, address }: NodePlace): string =>
  [name, run, address.host, address.port].join(" ");

export function nodeAt(at: string): NodePlace {
  const [name = "", run = "", host = "", port] = at.split(" ");
  return { name, run, address: { host, port: Number(port) } };
}

/** Where a flow is, as seen from one node. */
export type FlowIs =
  /** Send along it. */
  | { readonly is: "here"; readonly flow: Flow }
  /** That node has it. */
  | { readonly is: "there"; readonly node: NodePlace }
  /** A connection that nobody has any more. */
  | { readonly is: "gone" };

export interface FlowFacts {
  readonly me: NodePlace;
  /** As it is now, if that node is there. */
  readonly alive: (name: string) => NodePlace | undefined;
}

/** A datagram is sent by whoever is left: only a router in between may mind. */
export function whereIs(flow: Flow, { me, alive }: FlowFacts): FlowIs {
  const { at, ...here } = flow;
  if (at === undefined) return { is: "here", flow };
  const { name, run } = nodeAt(at);
  const isStream = flow.protocol !== "UDP";
  const now = name === me.name ? me : alive(name);
  if (now === undefined || (isStream && now.run !== run))
    return isStream ? { is: "gone" } : { is: "here", flow: here };
  return now === me ? { is: "here", flow: here } : { is: "there", node: now };
}
