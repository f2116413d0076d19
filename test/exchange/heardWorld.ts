import { fromUtf8 } from "#kit/bytes.ts";
import type { Instant } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, Network, StreamSocket } from "#world/network.ts";
import type { SimWorld } from "#world/sim/simWorld.ts";

/** A SIP message as it left a machine. */
export interface SentMessage {
  readonly at: Instant;
  readonly from: Address;
  readonly to: Address;
  readonly text: string;
}

/** A simulated world in which `tell` hears of each SIP message that any machine sends. */
export const heardWorld =
  (tell: (sent: SentMessage) => void) =>
  (world: SimWorld): SimWorld => ({
    ...world,
    host(addresses, behind) {
      const host = world.host(addresses, behind);
      return { ...host, network: heardNetwork(host.network, world.clock, tell) };
    },
  });

function heardNetwork(network: Network, clock: Clock, tell: (sent: SentMessage) => void): Network {
  const hear = (from: Address, to: Address, data: Uint8Array): void => {
    if (isText(data)) tell({ at: clock.now(), from, to, text: fromUtf8(data) });
  };
  const stream = (one: StreamSocket): StreamSocket => ({
    ...one,
    write(data) {
      hear(one.local, one.remote, data);
      return one.write(data);
    },
  });
  return {
    ...network,
    async udp(local, options) {
      const opened = await network.udp(local, options);
      if (!opened.ok) return opened;
      const socket = opened.value;
      const send = (data: Uint8Array, to: Address): void => {
        hear(socket.local, to, data);
        socket.send(data, to);
      };
      return { ok: true, value: { ...socket, send } };
    },
    listen: (local, accept, tls) => network.listen(local, (one) => accept(stream(one)), tls),
    async connect(remote, tls) {
      const opened = await network.connect(remote, tls);
      return opened.ok ? { ok: true, value: stream(opened.value) } : opened;
    },
  };
}

/** Neither sound nor a keep-alive: it begins with a capital letter. */
const isText = ([first = 0]: Uint8Array): boolean => first >= 0x41 && first <= 0x5a;
