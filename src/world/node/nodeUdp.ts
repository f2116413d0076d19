import { batchUdp, type OpenUdp } from "#world/node/batchUdp.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";

/**
 * By Node's own sockets; in batches where `RINGWISE_UDP=batch` asks for it and `native/udp` was
 * compiled for this machine.
 */
export const udp: OpenUdp = (local, options) =>
  ((wished ? batchUdp() : undefined) ?? dgramUdp)(local, options);

const wished = process.env["RINGWISE_UDP"] === "batch";
