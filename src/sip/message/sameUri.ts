import type { SipUri } from "#sip/message/uri.ts";

/** Parameters that must stand in both URIs or in neither; others matter only when both have them (§19.1.4). */
const mustMatch = ["user", "ttl", "method", "maddr", "transport"];

/** Equivalence by RFC 3261 §19.1.4; of tel URIs by RFC 3966 §5. */
export function sameUri(a: SipUri, b: SipUri): boolean {
  const alike = a.scheme === b.scheme && a.host === b.host && a.port === b.port;
  if (!alike || a.password !== b.password) return false;
  if (a.scheme === "tel") return lower(a.user) === lower(b.user) && sameTelParams(a, b);
  return a.user === b.user && sameParams(a, b) && sameHeaders(a, b);
}

const lower = (text: string | undefined): string | undefined => text?.toLowerCase();

function sameParams(a: SipUri, b: SipUri): boolean {
  if (mustMatch.some((name) => a.params.has(name) !== b.params.has(name))) return false;
  for (const [name, value] of a.params)
    if (b.params.has(name) && lower(b.params.get(name)) !== value.toLowerCase()) return false;
  return true;
}

function sameTelParams(a: SipUri, b: SipUri): boolean {
  if (a.params.size !== b.params.size) return false;
  for (const [name, value] of a.params)
    if (lower(b.params.get(name)) !== value.toLowerCase()) return false;
  return true;
}

/** Each header of one in the other; their order means nothing. */
function sameHeaders(a: SipUri, b: SipUri): boolean {
  const listed = (uri: SipUri): string =>
    uri.headers
      .map(([name, value]) => `${name.toLowerCase()}=${value}`)
      .sort()
      .join("&");
  return a.headers.length === b.headers.length && listed(a) === listed(b);
}
