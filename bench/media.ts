import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Figures, quantile } from "./figures.ts";
import type { Relay } from "./relay.ts";

const frameMs = 20;

/** One direction of one call. */
interface Stream {
  readonly socket: Socket;
  readonly packet: Buffer;
  readonly port: number;
  to: number;
  sequence: number;
}

/** G.711 packets every 20 ms both ways: what a packet costs the relay and how late it comes. */
export async function media(relay: Relay, calls: number, seconds: number): Promise<Figures> {
  const delays: number[] = [];
  const streams: Stream[] = [];
  let measuring = false;
  const arrived = (data: Buffer): void => {
    if (measuring && data.length >= 28) delays.push(performance.now() - data.readDoubleLE(12));
  };
  for (let i = 0; i < calls; i++) {
    const [near, far] = [await newStream(2 * i, arrived), await newStream(2 * i + 1, arrived)];
    [near.to, far.to] = await relay.join(near.port, far.port);
    streams.push(near, far);
  }
  const sent = { count: 0 };
  const stop = speak(streams, sent);
  await wait(2000); // latched, compiled
  measuring = true;
  const [cpu, from] = [relay.cpu(), sent.count];
  await wait(seconds * 1000);
  const [used, count] = [relay.cpu() - cpu, sent.count - from];
  await wait(100);
  measuring = false;
  stop();
  const memory = relay.memory();
  for (const { socket } of streams) socket.close();
  return {
    "µs a packet": used / count,
    "added p50 ms": quantile(delays, 0.5),
    "p99 ms": quantile(delays, 0.99),
    "lost %": Math.max(0, 100 * (1 - delays.length / count)),
    "memory MB": memory,
    "packets/s": count / seconds,
  };
}

async function newStream(ssrc: number, arrived: (data: Buffer) => void): Promise<Stream> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 1 << 20, lookup: literal as never });
  const listens = once(socket, "listening"); // within bind, as nobody is asked for the address
  socket.bind(0, "127.0.0.1");
  await listens;
  socket.on("message", arrived);
  const packet = Buffer.alloc(172);
  packet[0] = 0x80;
  packet.writeUInt32BE(ssrc + 1, 8);
  return { socket, packet, port: (socket.address() as AddressInfo).port, to: 0, sequence: 1 };
}

type Found = (error: null, address: string, family: number) => void;
const literal = (host: string, options: Found | object, found?: Found): void =>
  (found ?? (options as Found))(null, host, 4);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Each stream every 20 ms, spread over the time between, by absolute deadlines. */
function speak(streams: readonly Stream[], sent: { count: number }): () => void {
  const began = performance.now();
  const step = frameMs / streams.length;
  let next = 0;
  const timer = setInterval(() => {
    const due = (performance.now() - began) / step;
    for (let burst = 0; next < due && burst < streams.length; burst++) {
      const stream = streams[next++ % streams.length];
      if (!stream) continue;
      stream.packet.writeUInt16BE(stream.sequence++ & 0xffff, 2);
      stream.packet.writeUInt32BE((stream.sequence * 160) >>> 0, 4);
      stream.packet.writeDoubleLE(performance.now(), 12);
      stream.socket.send(stream.packet, stream.to, "127.0.0.1");
      sent.count++;
    }
  }, 1);
  return () => clearInterval(timer);
}
