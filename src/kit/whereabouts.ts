/** Where an address lies: out in the world, inside somebody's network, or where no service is. */
import { addressBytes, bareHost, block, isWithin } from "./ipAddress.ts";

/**
 * `outside`: anybody's. `inside`: this machine or a network of its owner, which settings may allow
 * by name. `never`: link-local and with it the clouds' metadata, multicast, reserved, no address.
 */
export type Whereabouts = "outside" | "inside" | "never";

const blocks = (...texts: readonly string[]) => texts.map(block);

/** Where clouds keep the keys of their machines, beside 169.254.169.254: AWS, Alibaba, Azure. */
const metadata = blocks("fd00:ec2::254", "100.100.100.200", "168.63.129.16");

/** RFC 1918, RFC 6598 (carriers and private overlays), RFC 1122 loopback, RFC 4193, RFC 4291. */
const inside = blocks(
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "::1",
  "fc00::/7",
);

/** RFC 6890 and what followed; the blocks for documentation belong to nobody and harm nobody. */
const never4 = blocks(
  "0.0.0.0/8",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
);
const global6 = block("2000::/3");
/** Teredo and other protocols' own (RFC 2928). */
const never6 = blocks("2001::/23");

/** IPv4 inside of IPv6, and where it stands: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056). */
const carriers = [
  { within: block("::ffff:0:0/96"), at: 12 },
  { within: block("64:ff9b::/96"), at: 12 },
  { within: block("2002::/16"), at: 2 },
] as const;

export function whereabouts(address: string): Whereabouts {
  const bytes = addressBytes(address);
  return bytes && !address.includes("%") ? placeOf(bytes) : "never";
}

/** Of the host of a URL. Undefined: it is a name; where that leads is seen when it is looked up. */
export function hostWhereabouts(host: string): Whereabouts | undefined {
  const address = bareHost(host);
  return addressBytes(address) && whereabouts(address);
}

function placeOf(bytes: Uint8Array): Whereabouts {
  const isIn = (one: readonly ReturnType<typeof block>[]): boolean =>
    one.some((each) => isWithin(bytes, each));
  if (isIn(metadata)) return "never";
  if (isIn(inside)) return "inside";
  if (bytes.length === 4) return isIn(never4) ? "never" : "outside";
  const carrier = carriers.find(({ within }) => isWithin(bytes, within));
  if (carrier) return placeOf(bytes.slice(carrier.at, carrier.at + 4));
  return isWithin(bytes, global6) && !isIn(never6) ? "outside" : "never";
}
