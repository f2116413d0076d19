import { topVia, Via } from "#sip/headers/via.ts";
import { edited } from "#sip/message/edit.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import type { Hop } from "#sip/transport/transport.ts";

/** Where nobody says a port (RFC 3261 §19.1.2, RFC 7118 §5.2). */
export const defaultPort: Readonly<Record<Protocol, number>> = {
  UDP: 5060,
  TCP: 5060,
  TLS: 5061,
  WS: 80,
  WSS: 443,
};

/**
 * The flow that a response takes (RFC 3261 §18.2.2, RFC 3581 §4): the request's own. Only a UDP
 * sender that did not ask for `rport` is answered at the port of its sent-by, at the address the
 * request really came from. `maddr` is not obeyed: it would let a stranger aim our answers.
 */
export function responseFlow(request: SipRequest, flow: Flow): Flow {
  if (flow.protocol !== "UDP") return flow;
  const via = topVia(request);
  if (via === undefined || via.params.has("rport")) return flow;
  const port = via.port ?? defaultPort.UDP;
  return port === flow.remote.port ? flow : { ...flow, remote: { host: flow.remote.host, port } };
}

/**
 * Where to connect when the request's stream is gone (§18.2.2): the address it came from, the port
 * of its sent-by. A WebSocket cannot be called back (RFC 7118 §5).
 */
export function responseHop(request: SipRequest, flow: Flow): Hop | undefined {
  if (flow.protocol !== "TCP" && flow.protocol !== "TLS") return undefined;
  const via = topVia(request);
  if (via === undefined) return undefined;
  const port = via.port ?? defaultPort[flow.protocol];
  const hop = { protocol: flow.protocol, remote: { host: flow.remote.host, port } };
  return flow.protocol === "TLS" ? { ...hop, serverName: via.host } : hop;
}

/**
 * What the next one to look at this request should know (§18.2.1, RFC 3581 §4): where it really
 * came from. The same request when its Via says so already.
 */
export function withReceived(request: SipRequest, { remote }: Flow): SipRequest {
  const via = topVia(request);
  if (via === undefined) return request;
  const wantsPort = via.params.has("rport");
  if (via.host === remote.host && !wantsPort && !via.params.has("received")) return request;
  const params = new Map(via.params);
  params.set("received", remote.host);
  if (wantsPort) params.set("rport", String(remote.port));
  const line = header(Via, [{ ...via, params }]);
  return edited(request, [{ edit: "replaceFirst", line }]);
}
