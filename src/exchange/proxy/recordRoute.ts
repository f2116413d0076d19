import { type FlowToken, makeToken, type TokenFacts } from "#exchange/proxy/flowToken.ts";
import { RecordRoute } from "#sip/headers/recordRoute.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, type SipUri, sipUri } from "#sip/message/uri.ts";

/** One of the two sides of a dialog that passes here. */
export interface Side extends FlowToken {
  /** What peers of the flow shall write to us. */
  readonly own: Pick<SipUri, "host"> & Partial<Pick<SipUri, "port">>;
}

/**
 * The Record-Route lines of a request from one side to the other, topmost first (RFC 3261 §16.6
 * step 4). Always two, one for each side (RFC 5658 §3): each names the transport and address that
 * its side speaks to, and holds the flow by which that side is reached.
 */
export const recordRoutes = (
  from: Side,
  to: Side,
  callId: string,
  facts: TokenFacts,
): readonly HeaderLine[] =>
  [to, from].map((side) => header(RecordRoute, [nameAddr(routeUri(side, callId, facts))]));

function routeUri({ own, ...token }: Side, callId: string, facts: TokenFacts): string {
  const { flow } = token;
  const params = new Map<string, string>();
  if (flow.protocol !== "UDP") params.set("transport", flow.protocol.toLowerCase());
  params.set("lr", "");
  return formatUri(sipUri({ user: makeToken(token, callId, facts), ...own, params }));
}
