import { Route } from "#sip/headers/route.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { asRequestUri } from "#sip/message/requestUri.ts";
import { formatUri, parseUri } from "#sip/message/uri.ts";

/** Where a request within a dialog goes: Request-URI, Route lines, and the URI of the next hop. */
export interface Routed {
  readonly uri: string;
  readonly route: readonly HeaderLine[];
  /** That of the first proxy; without proxies, the remote target. */
  readonly nextHop: string;
}

/** RFC 3261 §12.2.1.1. A first proxy without `lr` is a strict router, as in RFC 2543: it wants itself in the Request-URI. */
export function routed(target: string, routeSet: readonly string[]): Routed {
  const [first, ...rest] = routeSet;
  if (first === undefined) {
    const uri = requestUri(target);
    return { uri, route: [], nextHop: uri };
  }
  return isLoose(first)
    ? { uri: requestUri(target), route: routeLines(routeSet), nextHop: first }
    : { uri: requestUri(first), route: routeLines([...rest, target]), nextHop: first };
}

function isLoose(proxy: string): boolean {
  const uri = parseUri(proxy);
  return uri.ok && uri.value.params.has("lr");
}

const routeLines = (uris: readonly string[]): readonly HeaderLine[] =>
  uris.map((uri) => header(Route, [nameAddr(uri)]));

function requestUri(text: string): string {
  const uri = parseUri(text);
  if (!uri.ok) return text;
  const clean = asRequestUri(uri.value);
  return clean === uri.value ? text : formatUri(clean);
}
