import type { FlowToken } from "#exchange/proxy/flowToken.ts";
import { Route } from "#sip/headers/route.ts";
import { edited } from "#sip/message/edit.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";

/** What preprocessing must know of ourselves. */
export interface RouteFacts {
  /** It names this exchange: an address we listen at, or a domain of ours. */
  readonly isOwn: (uri: SipUri) => boolean;
  /** Of the user part of such a URI, in the Call-ID at hand. */
  readonly token: (user: string) => FlowToken | undefined;
}

/** A request without the Routes that had led it here. */
export interface Routed {
  readonly request: SipRequest;
  /** Of the last Route of ours that was taken off: the side that it goes to. */
  readonly token: FlowToken | undefined;
}

/** Our own Record-Route stands there twice (RFC 5658 §3); an exchange above may have sent it round once more. */
const mostOwnRoutes = 8;

/** RFC 3261 §16.4: undoes a strict router's rewriting, then takes our own values off the Route. */
export function preprocessed(received: SipRequest, facts: RouteFacts): Routed {
  const request = unstrict(received, facts);
  const own = ownRoutes(request, facts);
  const last = own.at(-1);
  if (last === undefined) return { request, token: undefined };
  return {
    request: edited(request, [{ edit: "removeFirst", name: "Route", count: own.length }]),
    token: last.user === undefined ? undefined : facts.token(last.user),
  };
}

/** Those on top that are ours. */
function ownRoutes(request: SipRequest, { isOwn }: RouteFacts): readonly SipUri[] {
  const own: SipUri[] = [];
  for (const route of readable(request, Route) ?? []) {
    const uri = parseUri(route.uri);
    if (own.length === mostOwnRoutes || !uri.ok || !isOwn(uri.value)) break;
    own.push(uri.value);
  }
  return own;
}

/** A strict router has put our Record-Route into the Request-URI, and what belongs there behind the Routes. */
function unstrict(request: SipRequest, { isOwn, token }: RouteFacts): SipRequest {
  const { uri } = request;
  if (!uri.ok || uri.value.user === undefined || !isOwn(uri.value)) return request;
  const routes = readable(request, Route) ?? [];
  const last = routes.at(-1);
  if (last === undefined || token(uri.value.user) === undefined) return request;
  return edited(request, [
    { edit: "uri", uri: last.uri },
    routes.length === 1
      ? { edit: "remove", name: "Route" }
      : { edit: "set", line: { name: "Route", text: Route.format(routes.slice(0, -1)) } },
    { edit: "prepend", line: { name: "Route", text: `<${request.uriText}>` } },
  ]);
}
