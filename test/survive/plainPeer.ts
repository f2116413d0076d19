import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import type { Supervised } from "./supervised.ts";

/** Somebody who says everything once, and keeps what is said back. */
export interface PlainPeer {
  /** The first line of the next answer to a REGISTER. */
  registers(): Promise<string>;
  /** How many answers have come. */
  readonly answers: number;
  close(): void;
}

export async function plainPeer(
  { host, sipPort }: Supervised,
  by: "udp" | "tcp",
): Promise<PlainPeer> {
  const heard: string[] = [];
  let wake = (): void => undefined;
  const hears = (data: Buffer): void => {
    heard.push(String(data));
    wake();
  };
  const { local, say, close } = await (by === "udp" ? overUdp : overTcp)(host, sipPort, hears);
  let asked = 0;
  return {
    get answers() {
      return heard.length;
    },
    async registers() {
      const before = heard.length;
      const next = new Promise<void>((resolve) => {
        wake = resolve;
      });
      say(register(`${by.toUpperCase()} ${local}`, host, ++asked));
      await next;
      return heard[before]?.split("\r\n")[0] ?? "";
    },
    close,
  };
}

interface Way {
  readonly local: string;
  say(text: string): void;
  close(): void;
}

async function overUdp(host: string, port: number, hears: (data: Buffer) => void): Promise<Way> {
  const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4" });
  socket.on("message", hears);
  socket.bind(0, host);
  await once(socket, "listening");
  const local = at(host, socket.address().port);
  return { local, say: (text) => socket.send(text, port, host), close: () => socket.close() };
}

async function overTcp(host: string, port: number, hears: (data: Buffer) => void): Promise<Way> {
  const socket = connect(port, host);
  socket.on("data", hears);
  await once(socket, "connect");
  const local = at(host, socket.localPort ?? 0);
  return { local, say: (text) => socket.write(text), close: () => socket.destroy() };
}

const at = (host: string, port: number): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`;

const register = (via: string, host: string, nth: number): string =>
  [
    `REGISTER sip:${host.includes(":") ? `[${host}]` : host} SIP/2.0`,
    `Via: SIP/2.0/${via};branch=z9hG4bK${nth}x${via.slice(-5)}`,
    "From: <sip:kitchen@house.example>;tag=1",
    "To: <sip:kitchen@house.example>",
    `Call-ID: once-${via.slice(-5)}`,
    `CSeq: ${nth} REGISTER`,
    `Contact: <sip:kitchen@${via.slice(4)}>`,
    "Max-Forwards: 70",
    "Content-Length: 0",
    "\r\n",
  ].join("\r\n");
