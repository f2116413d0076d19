/**
 * Sockets that are bound and not read by whoever holds them: what comes waits in the kernel, for the
 * processes that are given them one after another. Streams by `net.BoundSocket`, which Node documents;
 * a datagram socket is read by Node as soon as it is bound, and only its own handle can be told not to
 * (docs/adr/0021). Where a Node has either no more, nothing is held.
 */
import type { Socket } from "node:dgram";
import net from "node:net";
import { problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { Address } from "#world/network.ts";
import { newSocket } from "#world/node/dgramUdp.ts";
import { bindTrouble, udpTrouble } from "#world/node/networkTrouble.ts";

export interface HeldSocket {
  readonly protocol: "udp" | "tcp";
  readonly local: Address;
  readonly fd: number;
  close(): void;
}

const cannot = (what: string) => problem("network.cannotHold", what);

/** Bytes of receive buffer to ask the kernel for. */
export function holdUdp(local: Address, receiveBuffer: number): Result<HeldSocket> {
  const socket = newSocket(local.host, { receiveBuffer });
  let trouble: unknown;
  socket.on("error", (error) => {
    trouble = error;
  });
  socket.bind({ address: local.host, port: local.port, exclusive: true }); // done when it returns, for a literal address
  if (trouble !== undefined) {
    socket.close();
    return udpTrouble(trouble, local);
  }
  const fd = stopsReading(socket);
  if (fd === undefined) {
    socket.close();
    return failWith(cannot("this Node reads each UDP socket that it has"));
  }
  const { address: host, port } = socket.address();
  return ok({ protocol: "udp", local: { host, port }, fd, close: () => void socket.close() });
}

/** It listens as soon as the first process that it is given does. */
export function holdTcp(local: Address): Result<HeldSocket> {
  if (net.BoundSocket === undefined)
    return failWith(cannot("this Node has no sockets that are only bound"));
  try {
    const socket = new net.BoundSocket({ host: local.host, port: local.port });
    const { address: host, port } = socket.address();
    const [fd, close] = [socket.fd(), () => socket.close()];
    if (fd >= 0) return ok({ protocol: "tcp", local: { host, port }, fd, close });
    close();
    return fail("network.cannotHold", "this system has no numbers for sockets");
  } catch (error) {
    return bindTrouble(error, local, "tcp");
  }
}

interface Handle {
  readonly fd?: unknown;
  recvStop?: () => unknown;
}

/** No datagram is read from now on; its number, where Node can be told so. */
export function stopsReading(socket: Socket): number | undefined {
  const state = Object.getOwnPropertySymbols(socket)
    .map((symbol) => (socket as unknown as Record<symbol, unknown>)[symbol])
    .find((value) => typeof value === "object" && value !== null && "handle" in value);
  const handle = (state as { readonly handle?: Handle | null } | undefined)?.handle;
  if (typeof handle?.recvStop !== "function" || typeof handle.fd !== "number") return undefined;
  handle.recvStop();
  return handle.fd >= 0 ? handle.fd : undefined;
}
