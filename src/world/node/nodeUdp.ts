import { batchUdp, type OpenUdp } from "#world/node/batchUdp.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";

/** In batches where `native/udp` was compiled for this machine, by Node's own sockets elsewhere. */
export const udp: OpenUdp = (local, options) => (batchUdp() ?? dgramUdp)(local, options);
