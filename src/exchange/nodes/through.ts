import type { Nodes } from "#exchange/nodes/nodes.ts";
import { makeToken, type TokenFacts } from "#exchange/proxy/flowToken.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** A target as it is reached from here, and the flow of another node that it is reached by, if so. */
export interface Reached {
  readonly target: Target;
  /** What its peer is reached by at last: for Record-Route, and for whoever asks where it is. */
  readonly by?: Flow;
}

/**
 * The way to a target whose flow may be another node's: then through that node, by a Route that it
 * alone follows (RFC 3327, RFC 5626 §5.1), for this Call-ID alone. Undefined: nobody has the flow.
 */
export function reached(
  target: Target,
  callId: string,
  { nodes, tokens }: { readonly nodes?: Nodes | undefined; readonly tokens: TokenFacts },
): Reached | undefined {
  const { destination } = target;
  if (nodes === undefined || destination.to !== "flow") return { target };
  const found = nodes.whereIs(destination.flow);
  switch (found.is) {
    case "gone":
      return undefined;
    case "here":
      return { target: { ...target, destination: { to: "flow", flow: found.flow } } };
    case "there": {
      const { address: remote } = found.node;
      const user = makeToken({ flow: destination.flow, delivers: true }, callId, tokens);
      const params = new Map([
        ["transport", "tcp"],
        ["lr", ""],
      ]);
      const route = [formatUri(sipUri({ user, ...remote, params })), ...target.route];
      const hops = [{ protocol: "TCP" as const, remote }];
      return {
        target: { ...target, route, destination: { to: "hops", hops } },
        by: destination.flow,
      };
    }
  }
}
