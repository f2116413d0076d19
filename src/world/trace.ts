import type { Result } from "#kit/result.ts";
import type { Instant } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, Network, StreamSocket, UdpSocket } from "#world/network.ts";

/** One datagram, or one piece of a stream, with its time. */
export interface TracedPacket {
  readonly at: Instant;
  readonly protocol: "UDP" | "TCP";
  readonly from: Address;
  readonly to: Address;
  readonly data: Uint8Array;
}

/** A network that remembers what went over it. */
export interface TracedNetwork extends Network {
  /** Oldest first. */
  readonly packets: readonly TracedPacket[];
}

/** Wraps a network. The last `most` packets are remembered. */
export function traced(network: Network, clock: Clock, most = 10_000): TracedNetwork {
  const packets: TracedPacket[] = [];
  const note = (packet: Omit<TracedPacket, "at">): void => {
    packets.push({ at: clock.now(), ...packet, data: packet.data.slice() });
    if (packets.length > most) packets.shift();
  };
  return {
    packets,
    udp: async (local, options) =>
      wrapped(await network.udp(local, options), (s) => tracedUdp(s, note)),
    listen: (local, accept, tls) =>
      network.listen(local, (stream) => accept(tracedStream(stream, note)), tls),
    connect: async (remote, tls) =>
      wrapped(await network.connect(remote, tls), (stream) => tracedStream(stream, note)),
    lookup: (name, kind) => network.lookup(name, kind),
    ownAddress: (towards) => network.ownAddress(towards),
  };
}

type Note = (packet: Omit<TracedPacket, "at">) => void;

const wrapped = <T>(result: Result<T>, wrap: (value: T) => T): Result<T> =>
  result.ok ? { ok: true, value: wrap(result.value) } : result;

function tracedUdp(socket: UdpSocket, note: Note): UdpSocket {
  return {
    local: socket.local,
    send(data, to) {
      note({ protocol: "UDP", from: socket.local, to, data });
      socket.send(data, to);
    },
    join: (group) => socket.join(group),
    receive: (each, isLent) =>
      socket.receive((data, from, at) => {
        note({ protocol: "UDP", from, to: socket.local, data });
        each(data, from, at);
      }, isLent),
    close: () => socket.close(),
  };
}

function tracedStream(stream: StreamSocket, note: Note): StreamSocket {
  const { local, remote, peerKey } = stream;
  let isNoted = false;
  return {
    local,
    remote,
    ...(peerKey !== undefined && { peerKey }),
    write(data) {
      note({ protocol: "TCP", from: local, to: remote, data });
      return stream.write(data);
    },
    bytes(listener) {
      const notes = !isNoted; // several may listen; each piece is noted once
      isNoted = true;
      return stream.bytes((data) => {
        if (notes) note({ protocol: "TCP", from: remote, to: local, data });
        listener(data);
      });
    },
    closed: stream.closed,
    close: () => stream.close(),
  };
}
