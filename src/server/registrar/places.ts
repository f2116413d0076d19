import { canBeCalledBack, isStream } from "#server/registrar/comebacks.ts";
import type { Destination } from "#sip/agent/transactions.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";

/** One place where a telephone is registered, as calls need it. */
export interface Place {
  /** Request-URI of what is sent there. */
  readonly uri: string;
  /** Route header values (RFC 3327 Path), in order. */
  readonly route: readonly string[];
  /** Asked anew for each request: flows come and go. */
  readonly destination: () => Destination;
  readonly binding: Binding;
}

/** Which flows are gone, or were another process's. */
export interface FlowsGone {
  has(key: string): boolean;
  /** Its telephone is expected back along another one, or is back. */
  leads(flow: Flow): boolean;
}

/** Best first: by q, then the youngest. */
export const placesOf = (bindings: readonly Binding[], gone: FlowsGone): readonly Place[] =>
  bindings
    .filter((binding) => isReachable(binding, gone))
    .toSorted((a, b) => b.q - a.q || b.expires - a.expires)
    .map((binding) => ({
      uri: binding.contact,
      route: binding.path.map((hop) => `<${hop}>`),
      destination: () => destinationOf(binding, gone),
      binding,
    }));

/** A telephone may name itself otherwise in each dialog: where it is counts. */
export const isAt =
  ({ host, port = 5060 }: SipUri) =>
  ({ uri }: Place): boolean => {
    const there = parseUri(uri);
    return there.ok && there.value.host === host && (there.value.port ?? 5060) === port;
  };

function isReachable(binding: Binding, gone: FlowsGone): boolean {
  const { flow } = binding;
  return !isStream(flow) || isThere(flow, gone) || canBeCalledBack(binding);
}

const isThere = (flow: Flow, gone: FlowsGone): boolean =>
  !gone.has(flowKey(flow)) || gone.leads(flow);

/**
 * Along the flow that it registered with, which is what gets through its router. One of before our
 * restart: over UDP to the same address from our new socket, over a stream by the one that its
 * telephone comes back by, and later by its contact.
 */
function destinationOf({ flow, contact }: Binding, gone: FlowsGone): Destination {
  if (isThere(flow, gone)) return { to: "flow", flow };
  const { protocol, remote } = flow;
  if (protocol === "UDP") return { to: "hops", hops: [{ protocol, remote }] };
  const uri = parseUri(contact);
  return uri.ok ? { to: "uri", uri: uri.value } : { to: "hops", hops: [{ protocol, remote }] };
}
