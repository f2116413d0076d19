import { createSocket } from "node:dgram";
import { once } from "node:events";

/** What a caller may write into an INVITE that no telephone would. */
export interface Strange {
  readonly number: string;
  readonly name: string;
  readonly agent?: string;
  readonly subject?: string;
  readonly sessionName?: string;
}

/** Calls, byte by byte; when the call is answered it is hung up, and when it is refused it is over. Its final status. */
export async function strangeCall(
  port: number,
  to: string,
  { number, name, agent = "x", subject = "x", sessionName = "x" }: Strange,
): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const own = `127.0.0.1:${socket.address().port}`;
  const tag = Math.random().toString(36).slice(2);
  const sdp = [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    `s=${sessionName}`,
    `i=${sessionName}`,
    "c=IN IP4 127.0.0.1",
    "t=0 0",
    "m=audio 40998 RTP/AVP 0",
    `a=tool:${sessionName}`,
    "",
  ].join("\r\n");
  const request = (method: string, toTag: string, branch: string, body = ""): string =>
    [
      `${method} sip:${to}@127.0.0.1:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${branch}${tag}`,
      "Max-Forwards: 70",
      `From: "${name}" <sip:${number}@127.0.0.1>;tag=${tag}`,
      `To: <sip:${to}@127.0.0.1>${toTag}`,
      `Call-ID: ${tag}@strange`,
      `CSeq: ${method === "BYE" ? 2 : 1} ${method}`,
      `Contact: <sip:${number}@${own}>`,
      `User-Agent: ${agent}`,
      `Subject: ${subject}`,
      ...(body === "" ? [] : ["Content-Type: application/sdp"]),
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n");
  const send = (text: string): void => socket.send(text, port, "127.0.0.1");
  try {
    send(request("INVITE", "", "i", sdp));
    for (;;) {
      const [data] = (await once(socket, "message")) as [Buffer];
      const text = String(data);
      const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0);
      if (!/^CSeq: *1 INVITE/im.test(text) || status < 200) continue;
      const toTag = /^To:[^\r\n]*(;tag=[^;\r\n]+)/im.exec(text)?.[1] ?? "";
      send(request("ACK", toTag, status < 300 ? "a" : "i"));
      if (status < 300) {
        send(request("BYE", toTag, "b"));
        await once(socket, "message");
      }
      return status;
    }
  } finally {
    socket.close();
  }
}
