import { makeToken, type TokenFacts } from "#exchange/proxy/flowToken.ts";
import { RecordRoute } from "#sip/headers/recordRoute.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Address } from "#world/network.ts";

/** One of the two sides of a dialog that passes here. */
export interface Side {
  readonly flow: Flow;
  /** What peers of the flow shall write to us. */
  readonly own: Address;
  /** The device made this flow, and no other way leads to it (RFC 5626). */
  readonly keeps: boolean;
}

/**
 * The Record-Route lines of a request from one side to the other, topmost first (RFC 3261 §16.6
 * step 4). Two, one for each side, where a single one could not say it all: another transport or
 * address (RFC 5658 §3), or a flow that must be kept.
 */
export function recordRoutes(
  from: Side,
  to: Side,
  callId: string,
  facts: TokenFacts,
): readonly HeaderLine[] {
  const sides = isOne(from, to) ? [to] : [to, from];
  return sides.map((side) => header(RecordRoute, [nameAddr(routeUri(side, callId, facts))]));
}

const isOne = (from: Side, to: Side): boolean =>
  !from.keeps &&
  !to.keeps &&
  from.flow.protocol === to.flow.protocol &&
  from.own.host === to.own.host &&
  from.own.port === to.own.port;

function routeUri({ flow, own, keeps }: Side, callId: string, facts: TokenFacts): string {
  const user = makeToken(keeps ? flow : undefined, callId, facts);
  const params = new Map<string, string>();
  if (flow.protocol !== "UDP") params.set("transport", flow.protocol.toLowerCase());
  params.set("lr", "");
  return formatUri(sipUri({ user, ...own, params }));
}

/** A stream that the other side opened, or a datagram's way through its router (RFC 3581 told us). */
export const isKept = (flow: Flow, sentBy: Address): boolean =>
  flow.protocol !== "UDP" || flow.remote.host !== sentBy.host || flow.remote.port !== sentBy.port;
