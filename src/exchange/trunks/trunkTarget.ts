import type { Target } from "#exchange/proxy/target.ts";
import type { Trunk } from "#exchange/settings/settings.ts";
import { formatUri, hostPort, type SipUri, sipUri } from "#sip/message/uri.ts";

/** Where a trunk is. */
export function trunkUri({ server, transport }: Trunk, user?: string): SipUri {
  const place = hostPort(server) ?? { host: server };
  const params = new Map(transport === "udp" ? [] : [["transport", transport]]);
  return sipUri({ ...place, params, ...(user !== undefined && { user }) });
}

/** A number, by that trunk. */
export const trunkTarget = (trunk: Trunk, number: string): Target => ({
  uri: formatUri(trunkUri(trunk, number)),
  route: [],
  destination: { to: "uri", uri: trunkUri(trunk) },
  of: `trunk/${trunk.id}`,
});

/**
 * After which answers of a trunk the next one is tried: its own trouble and silence, not what it
 * says of the called.
 */
export const isTrunkTrouble = (status: number): boolean =>
  status === 408 || status === 403 || status === 430 || (status >= 500 && status < 600);
