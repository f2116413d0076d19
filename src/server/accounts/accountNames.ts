import { escaped } from "#sip/message/escape.ts";
import { formatHost, hostPort, parseUri, type SipUri, sipUri } from "#sip/message/uri.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/** An account's own URIs, from what its owner wrote. */

/** Where its requests go: the proxy when one is named, else the server; with its transport. */
export function nextHop(account: Account): SipUri {
  const { proxy, server, transport } = account;
  const params = new Map(transport === undefined ? [] : [["transport", transport]]);
  return sipUri({ ...place(proxy ?? server), params });
}

const place = (text: string): Pick<SipUri, "host" | "port"> => hostPort(text) ?? { host: text };

/** Host of its addresses: never the port, which is only how to get there. */
export const domain = ({ server }: Account): string => formatHost(place(server).host);

/** `sip:ada@maple.example`; of one without a user name, its number. */
export function addressOfRecord(account: Account): string {
  const user = account.username ?? account.number?.replaceAll(/[^\d+]/g, "") ?? "ringwise";
  return user.includes("@") ? `sip:${user}` : `sip:${escapedUser(user)}@${domain(account)}`;
}

const escapedUser = (user: string): string => escaped(user, "&=+$,;?/");

/** Route of an account that is reached through a proxy (RFC 3261 §8.1.2). */
export function presetRoute(account: Account): readonly string[] {
  if (account.proxy === undefined) return [];
  const transport = account.transport === undefined ? "" : `;transport=${account.transport}`;
  return [`sip:${account.proxy}${transport};lr`];
}

/** A number or address as the account wants it, as a Request-URI. */
export function requestUri(account: Account, address: string): string {
  if (parseUri(address).ok || /^urn:/i.test(address)) return address;
  const { server } = account;
  return address.includes("@") ? `sip:${address}` : `sip:${escapedUser(address)}@${server}`;
}
