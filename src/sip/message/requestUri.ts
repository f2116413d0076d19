import type { SipUri } from "#sip/message/uri.ts";

/**
 * A URI as it may stand in a Request-URI (RFC 3261 §19.1.5): a `method` parameter and headers are
 * dropped, so that nobody's Contact can put a Route or a Replaces into what we send.
 */
export function asRequestUri(uri: SipUri): SipUri {
  if (uri.headers.length === 0 && !uri.params.has("method")) return uri;
  const params = new Map(uri.params);
  params.delete("method");
  return { ...uri, params, headers: [] };
}
