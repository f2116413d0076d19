import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import type { Network } from "#world/network.ts";
import { newSocket } from "#world/node/dgramUdp.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { lookup } from "#world/node/nodeNames.ts";
import { connect, listen } from "#world/node/nodeStreams.ts";
import { type UdpWay, udpBy } from "#world/node/nodeUdp.ts";

/** The machine's own network. Failures of the operating system come back as values. `usual`: unless `RINGWISE_UDP` says otherwise. */
const networkBy = (usual: UdpWay): Network => ({
  ...{ udp: udpBy(usual), connect, lookup, ownAddress },
  listen: (local, accept, tls) => listen(local, accept, tls),
});

export const nodeNetwork: Network = networkBy("node");

/** For programs with many datagrams at few sockets: an exchange. */
export const busyNetwork: Network = networkBy("batch");

/** Its ports may be those of other processes of ours too (`reusePort`): the kernel shares out what comes, by source. */
export const sharedNetwork: Network = {
  ...busyNetwork,
  udp: (local, options) => busyNetwork.udp(local, { ...options, shared: true }),
  listen: (local, accept, tls) => listen(local, accept, tls, { shared: true }),
};

/** Asking the routing table costs a socket; a call asks several times. */
const asked = new Map<string, { readonly own: string; readonly at: number }>();
const goodFor = 10_000;
const mostAsked = 500;

/** RFC 5737: an address somewhere out there that nobody has. */
const somewhere = "192.0.2.1";

function ownAddress(towards?: string): string {
  const to = towards !== undefined && isIP(towards) !== 0 ? towards : somewhere;
  const now = nodeClock.now();
  const known = asked.get(to);
  if (known && now - known.at < goodFor) return known.own;
  const own = routedFrom(to) ?? firstAddress();
  if (asked.size >= mostAsked) asked.clear();
  asked.set(to, { own, at: now });
  return own;
}

/** Connecting a UDP socket sends nothing; the kernel then says what address it would send from. */
function routedFrom(to: string): string | undefined {
  const socket = newSocket(to);
  socket.on("error", () => undefined);
  try {
    socket.bind({ port: 0, address: isIP(to) === 6 ? "::" : "0.0.0.0", exclusive: true });
    socket.connect(9, to);
    return socket.remoteAddress() && socket.address().address;
  } catch {
    return undefined; // no way there
  } finally {
    socket.close();
  }
}

function firstAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const outer = all.filter(({ internal }) => !internal);
  const best = outer.find(({ family }) => family === "IPv4") ?? outer[0];
  return best?.address ?? "127.0.0.1";
}
