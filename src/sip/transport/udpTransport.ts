import { hex } from "#kit/bytes.ts";
import { problem } from "#kit/problem.ts";
import type { Came } from "#sip/transport/entrance.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { looksLikeStun, readStun, stunAnswer } from "#sip/transport/stun.ts";
import type { Log } from "#world/log.ts";
import type { Address, UdpSocket } from "#world/network.ts";

/** Who hears of datagrams. */
export interface UdpEars {
  /** SIP, or noise. */
  came(came: Came): void;
  /** A STUN server says at which address it sees us; `id` in hex. */
  seenAt(id: string, mapped: string): void;
}

/** One socket, many flows: each peer's address is one. */
export interface UdpTransport {
  readonly local: Address;
  send(bytes: Uint8Array, remote: Address): void;
  flowTo(remote: Address): Flow;
  join(group: string): () => void;
  /** Datagrams that found no room to wait in. */
  dropped(): number | undefined;
  close(): void;
}

/** A datagram that keeps a NAT open carries at most a few line ends (RFC 5626 §3.5). */
const keepAliveBytes = 4;

/** Tells apart what comes to the socket: SIP, STUN of clients that keep their flow alive (RFC 5626 §4.4.2), or noise. */
export function udpTransport(socket: UdpSocket, ears: UdpEars): UdpTransport {
  const { local } = socket;
  const flowTo = (remote: Address): Flow => ({ protocol: "UDP", local, remote });
  socket.receive((data, from, at) => {
    if (data.length <= keepAliveBytes) return;
    if (looksLikeStun(data)) return stunCame(data, (id) => answerStun(socket, id, from), ears);
    ears.came({ bytes: data, flow: flowTo(from), at });
  });
  return {
    local,
    send: (bytes, remote) => socket.send(bytes, remote),
    flowTo,
    join: (group) => socket.join(group),
    dropped: () => socket.waiting?.().dropped,
    close: () => socket.close(),
  };
}

function stunCame(data: Uint8Array, asked: (id: Uint8Array) => void, ears: UdpEars): void {
  const stun = readStun(data);
  if (stun?.kind === "request") asked(stun.id);
  else if (stun !== undefined) ears.seenAt(hex(stun.id), stun.mapped);
}

function answerStun(socket: UdpSocket, id: Uint8Array, from: Address): void {
  const answer = stunAnswer(id, from);
  if (answer !== undefined) socket.send(answer, from);
}

export const noSocket = (host: string) => problem("sip.noSocket", `no UDP socket towards ${host}`);

/** Less room than asked for is lost datagrams in a pause. */
export function tellRoom(log: Log, { local, waiting }: UdpSocket, asked: number): void {
  const room = waiting?.().room;
  if (room === undefined || room >= asked) return;
  const { host, port } = local;
  log.info("UDP: the system lets less wait than was asked for (net.core.rmem_max)", {
    ...{ host, port, asked, room },
  });
}
