import { isInside } from "#exchange/proxy/nat.ts";
import type { Address } from "#world/network.ts";

/** A group of listeners, everybody, and nobody. */
const isNobodys = (host: string): boolean =>
  /^(0\.|22[4-9]\.|2[3-5]\d\.|ff[0-9a-f]{2}:|::$)/i.test(host);

/**
 * Where a party is at first, by what its description says: what means something to everybody is
 * believed, but for our own hosts. Else it is looked for at the host that signals for it, so that
 * no description can aim our packets at what lies beside us.
 */
export function believed(said: Address, peer: string, isOurs: (host: string) => boolean): Address {
  const { host, port } = said;
  if (host === peer) return said;
  return isInside(host) || isNobodys(host) || isOurs(host) || !isLiteral(host)
    ? { host: peer, port }
    : said;
}

const isLiteral = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(":");
