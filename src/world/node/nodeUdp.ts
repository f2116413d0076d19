import { batchUdp, type OpenUdp } from "#world/node/batchUdp.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";

/** `batch`: `native/udp`, where it was compiled for this machine. `node`: Node's own sockets. */
export type UdpWay = "batch" | "node";

/** `RINGWISE_UDP`: what was asked for, whoever opens sockets. */
export const wishedUdp: UdpWay | undefined = wayNamed(process.env["RINGWISE_UDP"]);

function wayNamed(word: string | undefined): UdpWay | undefined {
  return word === "batch" || word === "node" ? word : undefined;
}

/** What `wanted` comes to on this machine. */
export const udpWay = (wanted: UdpWay): UdpWay =>
  wanted === "batch" && batchUdp() !== undefined ? "batch" : "node";

/** By what was asked for, or else by `usual`; where batches are not there, by Node's own sockets. */
export const udpBy = (usual: UdpWay): OpenUdp => {
  const wanted = wishedUdp ?? usual;
  return (local, options) => ((wanted === "batch" && batchUdp()) || dgramUdp)(local, options);
};
