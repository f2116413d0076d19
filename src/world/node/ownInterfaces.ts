import { networkInterfaces } from "node:os";

/** Where a multicast group is joined: each IPv4 address of this machine. */
export const interfaceAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family }) => family === "IPv4")
    .map(({ address }) => address);

/** An IPv4 peer of a socket for both families. */
export const plainHost = (host: string): string =>
  host.startsWith("::ffff:") ? host.slice(7) : host;
