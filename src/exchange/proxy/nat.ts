import { parseUri } from "#sip/message/uri.ts";
import type { Address } from "#world/network.ts";

/**
 * Addresses that mean something behind somebody's router alone: private use (RFC 1918, 6598, 4193),
 * the link (RFC 3927, 4291) and the machine itself.
 */
const inside =
  /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/i;

export const isInside = (host: string): boolean => inside.test(host);

/** A router stands between: who is seen at one address has written another, from inside. */
export const isBehindNat = (written: string, seen: string): boolean =>
  written !== seen && isInside(written);

/** The address of the router that a device registered from behind of; undefined without one. */
export function natOf(contact: string, { host: seen }: Address): string | undefined {
  if (contact.includes(seen)) return undefined;
  const uri = parseUri(contact);
  return uri.ok && isBehindNat(uri.value.host, seen) ? seen : undefined;
}
