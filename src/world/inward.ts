import { ok } from "#kit/result.ts";
import { hours } from "#kit/time.ts";
import { innerPipe, type PipeEnd } from "#world/innerPipe.ts";
import type { Network, StreamSocket } from "#world/network.ts";

/** The door of a server for those who live in its own process. */
export interface Door {
  /** The names that its certificate has, or its address: as the accounts of its users write it. */
  readonly isName: (host: string) => boolean;
  /** Where it listens for TLS: whoever connects to that port of that name comes in here. */
  readonly port: number;
  accept(stream: StreamSocket): void;
  /** Performs what is the server's own. */
  readonly perform: PipeEnd["perform"];
}

/** Who comes in, as the server sees it. */
export interface Inmate {
  /** An address of the loopback network that is this one's alone: bans and limits by source meet nobody else. */
  readonly host: string;
  readonly perform: PipeEnd["perform"];
}

const itself = "127.0.0.1";
const forLong = hours(24);

/** The network of somebody who lives in the server's own process: as it is, but what goes to the server takes no wire. */
export function inward(network: Network, door: Door, { host, perform }: Inmate): Network {
  let port = 0;
  return {
    ...network,
    lookup: (name, kind) => {
      if (!door.isName(name.toLowerCase())) return network.lookup(name, kind);
      const data = [itself];
      return Promise.resolve(ok(kind === "A" ? [{ kind, data, ttl: forLong }] : []));
    },
    connect: (remote, tls) => {
      const isIn = tls && remote.port === door.port && door.isName(tls.serverName.toLowerCase());
      if (!isIn) return network.connect(remote, tls);
      port = (port % 65_535) + 1;
      const [own, theirs] = innerPipe(
        { address: { host, port }, perform },
        // by the name, which is how the server then says where it is: the next request finds this stream
        { address: { ...remote, host: tls.serverName }, perform: door.perform },
      );
      door.perform(() => door.accept(theirs));
      return Promise.resolve(ok(own));
    },
  };
}
