import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { ok, type Result } from "#kit/result.ts";
import type { Address, UdpOptions, UdpSocket } from "#world/network.ts";
import { networkTrouble, udpTrouble } from "#world/node/networkTrouble.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { interfaceAddresses, plainHost } from "#world/node/ownInterfaces.ts";
import { droppedAt } from "#world/node/udpDrops.ts";

type Found = (error: Error | null, address: string, family: number) => void;

/** Our addresses are literal, so that sending is done when `send` returns: Node would ask the resolver otherwise. */
function literal(host: string, options: unknown, found?: Found): void {
  const then = found ?? (options as Found);
  then(null, host, host.includes(":") ? 6 : 4);
}

export const newSocket = (host: string, options: UdpOptions = {}): Socket =>
  createSocket({
    type: isIPv6(host) ? "udp6" : "udp4",
    lookup: literal as never,
    ...(options.shared && { reusePort: true }),
    ...(options.receiveBuffer !== undefined && { recvBufferSize: options.receiveBuffer }),
  });

/** A socket that is bound already; `opened` is told what Node makes of it. */
export interface GivenUdp {
  readonly fd: number;
  readonly opened: (socket: Socket) => void;
}

/** UDP by Node's own sockets: a call of the system for each datagram. */
export function dgramUdp(
  local: Address,
  options?: UdpOptions,
  given?: GivenUdp,
): Promise<Result<UdpSocket>> {
  const socket = newSocket(local.host, options);
  return new Promise((resolve) => {
    socket.once("error", (error) => {
      socket.close();
      resolve((options?.mayBeTaken ? networkTrouble : udpTrouble)(error, local));
    });
    const at = given ? { fd: given.fd } : { address: local.host, port: local.port };
    socket.bind({ ...at, exclusive: true }, () => {
      given?.opened(socket);
      socket.removeAllListeners("error");
      socket.on("error", () => undefined); // a datagram lost; UDP promises no more
      resolve(ok(socketOf(socket, options?.shared ?? false)));
    });
  });
}

/** An interface without multicast, or one that is gone: the others hear. */
function tried(act: () => unknown): void {
  try {
    act();
  } catch {
    // not there
  }
}

/** More of them waiting than this: the network is slower than we are, and what is late is of no use. */
const mostQueued = 256;

function socketOf(socket: Socket, isShared: boolean): UdpSocket {
  const { address: host, port } = socket.address();
  let open = true;
  const send = sender(socket, host.includes(":"));
  return {
    local: { host, port },
    send(data, to) {
      if (open && to.port !== 0) send(data, to);
    },
    join(group) {
      const own = interfaceAddresses();
      for (const each of own) tried(() => socket.addMembership(group, each));
      return () => {
        for (const each of own) tried(() => open && socket.dropMembership(group, each));
      };
    },
    receive(each) {
      let last: Address = { host: "", port: 0 };
      let lastHost = "";
      socket.removeAllListeners("message");
      socket.on("message", ({ buffer, byteOffset, length }, from) => {
        if (from.port !== last.port || from.address !== lastHost) {
          lastHost = from.address;
          last = { host: plainHost(lastHost), port: from.port };
        }
        each(new Uint8Array(buffer, byteOffset, length), last, nodeClock.now());
      });
    },
    waiting: () => ({
      room: roomOf(socket),
      dropped: isShared ? undefined : droppedAt({ host, port }), // of several at one place nobody knows whose
    }),
    close() {
      if (open) socket.close();
      open = false;
    },
  };
}

/** Linux counts twice what it was asked for (socket(7)). */
const roomOf = (socket: Socket): number =>
  socket.getRecvBufferSize() / (process.platform === "linux" ? 2 : 1);

/**
 * The kernel takes nearly every datagram within `send`: then its copy may be used for the next one
 * of that length. One that has to wait keeps its own.
 */
function sender(socket: Socket, isSix: boolean): UdpSocket["send"] {
  let copy = Buffer.alloc(0);
  let waiting = 0;
  return (data, to) => {
    if (waiting > mostQueued && socket.getSendQueueCount() > mostQueued) return;
    if (copy.length !== data.length) copy = Buffer.allocUnsafe(data.length);
    copy.set(data);
    try {
      socket.send(copy, to.port, isSix && !to.host.includes(":") ? `::ffff:${to.host}` : to.host);
    } catch {
      // an address of the other family, or a port out of range: lost
    }
    waiting = socket.getSendQueueCount();
    if (waiting > 0) copy = Buffer.alloc(0);
  };
}
