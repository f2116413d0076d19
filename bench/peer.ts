import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** The least of a SIP telephone that can call and be called over UDP: by hand, to cost nothing. */
export interface Peer {
  readonly port: number;
  /** Calls that user at the server; resolves with where its sound goes once it is answered, or undefined. */
  call(user: string, to: number, mediaPort: number): Promise<Answered | undefined>;
  /** Each INVITE that comes; what is returned says where sound goes, or the status of a refusal. */
  called: (callId: string, sdp: string) => number | { readonly refuses: number };
  close(): Promise<void>;
}

export interface Answered {
  /** Where the server wants the sound of this side. */
  readonly mediaPort: number;
  hangUp(): void;
}

/** At that port, or any. */
export async function peer(at = 0): Promise<Peer> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 << 20 }).bind(at, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  const calls = new Map<string, (text: string) => void>();
  const made: Peer = {
    port,
    called: () => ({ refuses: 486 }),
    call: (user, to, mediaPort) => call({ socket, port, calls }, { user, to, mediaPort }),
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
  socket.on("message", (data, from) => {
    const text = data.toString("latin1");
    if (text.startsWith("SIP/2.0 ")) calls.get(header(text, "Call-ID"))?.(text);
    else
      for (const answer of answersTo(text, port, made.called))
        socket.send(answer, from.port, from.address);
  });
  return made;
}

const header = (text: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*?)\\r?$`, "mi").exec(text)?.[1] ?? "";
export const mediaPortIn = (text: string): number => Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0);

const sdp = (port: number): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n`;

function answersTo(text: string, port: number, called: Peer["called"]): string[] {
  const method = text.slice(0, text.indexOf(" "));
  if (method === "ACK") return [];
  const callId = header(text, "Call-ID");
  const vias = [...text.matchAll(/^Via:.*$/gim)].map(([line]) => line.trimEnd()).join("\r\n");
  const reply = (status: string, body = ""): string =>
    `SIP/2.0 ${status}\r\n${vias}\r\nFrom: ${header(text, "From")}\r\nTo: ${withTag(header(text, "To"))}\r\nCall-ID: ${callId}\r\nCSeq: ${header(text, "CSeq")}\r\nContact: <sip:far@127.0.0.1:${port}>\r\n${body === "" ? "" : "Content-Type: application/sdp\r\n"}Content-Length: ${body.length}\r\n\r\n${body}`;
  if (method !== "INVITE") return [reply("200 OK")];
  const where = called(callId, text);
  return typeof where === "number"
    ? [reply("180 Ringing"), reply("200 OK", sdp(where))]
    : [reply(`${where.refuses} No`)];
}
const withTag = (to: string): string => (/;tag=/.test(to) ? to : `${to};tag=far`);

interface Means {
  readonly socket: Socket;
  readonly port: number;
  readonly calls: Map<string, (text: string) => void>;
}
let count = 0;

function call(
  { socket, port, calls }: Means,
  {
    user,
    to,
    mediaPort,
  }: { readonly user: string; readonly to: number; readonly mediaPort: number },
): Promise<Answered | undefined> {
  const callId = `bench-${process.pid}-${++count}`;
  const uri = `sip:${user}@127.0.0.1:${to}`;
  const from = `<sip:+14165550100@127.0.0.1:${port}>;tag=near${count}`;
  let toText = `<${uri}>`;
  const send = (method: string, seq: number, where: string, body = ""): void =>
    socket.send(
      `${method} ${where} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:${port};rport;branch=z9hG4bK${callId}${method === "ACK" ? "INVITEack" : method}\r\nMax-Forwards: 70\r\nFrom: ${from}\r\nTo: ${toText}\r\nCall-ID: ${callId}\r\nCSeq: ${seq} ${method}\r\nContact: <sip:near@127.0.0.1:${port}>\r\n${body === "" ? "" : "Content-Type: application/sdp\r\n"}Content-Length: ${body.length}\r\n\r\n${body}`,
      to,
      "127.0.0.1",
    );
  send("INVITE", 1, uri, sdp(mediaPort));
  return new Promise((resolve) => {
    calls.set(callId, (text) => {
      const status = Number(text.slice(8, 11));
      if (status < 200 || header(text, "CSeq") !== "1 INVITE") return;
      toText = header(text, "To");
      const contact = /<([^>]+)>/.exec(header(text, "Contact"))?.[1] ?? uri;
      if (status < 300) {
        send("ACK", 1, contact);
        resolve({ mediaPort: mediaPortIn(text), hangUp: () => send("BYE", 2, contact) });
        return;
      }
      socket.send(
        `ACK ${uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:${port};rport;branch=z9hG4bK${callId}INVITE\r\nFrom: ${from}\r\nTo: ${toText}\r\nCall-ID: ${callId}\r\nCSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n`,
        to,
        "127.0.0.1",
      );
      resolve(undefined);
    });
  });
}
