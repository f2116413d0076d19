import type { Target } from "#exchange/proxy/target.ts";
import { Route } from "#sip/headers/route.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** Along that flow and no other. */
export const alongFlow = ({ uriText: uri }: SipRequest, flow: Flow): Target => ({
  ...{ uri, route: [], of: "dialog" },
  destination: { to: "flow", flow },
});

/** Where the other end of a dialog is now whose flow is gone: by the address that it gave, else the one place that it has. */
export function movedTo(request: SipRequest, bindings: readonly Binding[]): Flow | undefined {
  const next = readable(request, Route)?.[0]?.uri ?? request.uriText;
  const same = bindings.find(({ contact }) => contact === next);
  return (same ?? (bindings.length === 1 ? bindings[0] : undefined))?.flow;
}

/**
 * Where a request within a dialog goes: nowhere but to the host that the dialog was set up with,
 * as the token says, whatever else stands in the request. So a token in a stranger's hands opens no
 * way to anybody else. A server's own address is taken at its word, so that it may have another port;
 * what came along a connection goes back along it, and only when that is gone by a new one.
 */
export function inDialogTarget(request: SipRequest, flow: Flow): Target {
  const next = parseUri(readable(request, Route)?.[0]?.uri ?? request.uriText);
  const common = { uri: request.uriText, route: [], of: "dialog" };
  const along = alongFlow(request, flow);
  if (!next.ok || next.value.host !== flow.remote.host) return along;
  const direct: Target = { ...common, destination: { to: "uri", uri: next.value } };
  return flow.protocol === "UDP" ? direct : { ...along, otherwise: direct };
}
