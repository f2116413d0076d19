import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mediaPortIn } from "./peer.ts";
import type { Relay } from "./relay.ts";
import { cpuOf, memoryOf } from "./server.ts";

/** rtpengine in user space, spoken to by its control protocol: a cookie and a bencoded dictionary. */
export const hasRtpengine = (): boolean =>
  spawnSync("rtpengine", ["--version"]).error === undefined;

export async function rtpengine(): Promise<Relay> {
  const control = createSocket("udp4").bind(0, "127.0.0.1");
  await once(control, "listening");
  const port = (control.address() as AddressInfo).port + 1;
  const args = ["--foreground", "--no-fallback", "--table=-1", "--interface=127.0.0.1"];
  const more = [`--listen-ng=127.0.0.1:${port}`, "--port-min=30000", "--port-max=40000"];
  const child = spawn("rtpengine", [...args, ...more, "--num-threads=2", "--log-level=3"], {
    stdio: "ignore",
  });
  await answers(control, port, child);
  const { pid = 0 } = child;
  let calls = 0;
  return {
    name: "rtpengine",
    async join(near, far) {
      const about = {
        "call-id": `bench-${++calls}`,
        "from-tag": "n",
        flags: [],
        replace: ["origin"],
      };
      const offer = await ask(control, port, { command: "offer", ...about, sdp: sdp(near) });
      const answer = { command: "answer", ...about, "to-tag": "f", sdp: sdp(far) };
      const answered = await ask(control, port, answer);
      return [mediaPortIn(answered), mediaPortIn(offer)];
    },
    cpu: () => cpuOf(pid),
    memory: () => memoryOf(pid),
    async close() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      control.close();
    },
  };
}

const sdp = (port: number): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n`;

type Value = string | readonly Value[] | { readonly [key: string]: Value };

function bencoded(value: Value): string {
  if (typeof value === "string") return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map(bencoded).join("")}e`;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `d${pairs.map(([key, one]) => bencoded(key) + bencoded(one)).join("")}e`;
}

let cookies = 0;
async function ask(control: Socket, port: number, command: Value): Promise<string> {
  const cookie = `bench${process.pid}-${++cookies}`;
  control.send(`${cookie} ${bencoded(command)}`, port, "127.0.0.1");
  for (;;) {
    const [data] = await once(control, "message");
    const text = String(data);
    if (text.startsWith(`${cookie} `)) return text;
  }
}

async function answers(control: Socket, port: number, child: ChildProcess): Promise<void> {
  let pong = false;
  for (let tries = 0; !pong && tries < 50; tries++) {
    if (child.exitCode !== null) throw new Error("rtpengine does not start");
    const late = new Promise<string>((resolve) => setTimeout(() => resolve(""), 100));
    pong = (await Promise.race([ask(control, port, { command: "ping" }), late])).includes("pong");
  }
}
