import type { Socket } from "node:dgram";
import type { Address, Network } from "#world/network.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";
import { type HeldSocket, stopsReading } from "#world/node/holding.ts";
import { listen } from "#world/node/nodeStreams.ts";

/** A socket that somebody else holds, and this process was given. */
export type GivenSocket = Pick<HeldSocket, "protocol" | "local" | "fd">;

export interface HeldNetwork {
  readonly network: Network;
  /** Reads no more datagrams of theirs and takes no more connections: those wait for the next process. */
  rests(): void;
}

/** That network, where whoever opens the place of a given socket has that one, once. */
export function heldNetwork(inner: Network, given: readonly GivenSocket[]): HeldNetwork {
  const left = [...given];
  const rests: (() => unknown)[] = [];
  const taken = (protocol: GivenSocket["protocol"], { host, port }: Address) => {
    const at = left.findIndex(
      (one) => one.protocol === protocol && one.local.host === host && one.local.port === port,
    );
    return at < 0 ? undefined : left.splice(at, 1)[0]?.fd;
  };
  return {
    rests() {
      for (const rest of rests) rest();
    },
    network: {
      ...inner,
      udp(local, options) {
        const fd = taken("udp", local);
        if (fd === undefined) return inner.udp(local, options);
        const opened = (socket: Socket) => rests.push(() => stopsReading(socket));
        return dgramUdp(local, options, { fd, opened });
      },
      async listen(local, accept, tls) {
        const fd = taken("tcp", local);
        if (fd === undefined) return inner.listen(local, accept, tls);
        const opened = await listen(local, accept, tls, { fd });
        if (opened.ok) rests.push(opened.value.takesNoMore);
        return opened;
      },
    },
  };
}
