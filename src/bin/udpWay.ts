/** Which way datagrams take in this process, for its log. */
import type { Log } from "#world/log.ts";
import { type UdpWay, udpWay, wishedUdp } from "#world/node/nodeUdp.ts";

/** A wish that cannot be granted is a warning; `usual` is nobody's wish. */
export function tellUdpWay(log: Log, usual: UdpWay): void {
  const way = udpWay(wishedUdp ?? usual);
  if (wishedUdp === "batch" && way === "node")
    log.warn(
      "UDP in batches was asked for (RINGWISE_UDP), and is not compiled here; Node's own sockets do it",
    );
  else if (usual === "batch" || wishedUdp !== undefined)
    log.info(way === "batch" ? "UDP goes in batches" : "UDP goes by Node's own sockets");
}
