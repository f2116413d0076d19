import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type Heard, heardIn } from "../tone.ts";

/** G.711 µ-law over plain RTP, with laws of its own: says a tone, one packet for each that it hears. */
export class G711Voice {
  readonly port: number;
  readonly #socket: Socket;
  readonly #hertz: number;
  readonly #heard: number[] = [];
  #sequence = 1;
  #told = (): void => undefined;

  private constructor(socket: Socket, hertz: number) {
    this.#socket = socket;
    this.#hertz = hertz;
    this.port = socket.address().port;
    socket.on("message", (packet, from) => {
      if ((packet[1] ?? 0) % 128 !== 0) return;
      for (const code of packet.subarray(12)) this.#heard.push(linear(code));
      socket.send(this.#next(), from.port, from.address);
      this.#told();
    });
  }

  static async open(hertz: number): Promise<G711Voice> {
    const socket = createSocket("udp4").bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new G711Voice(socket, hertz);
  }

  /** What is heard from now on, once there are so many seconds of it. */
  hears(seconds: number): Promise<Heard> {
    this.#heard.splice(0);
    return new Promise((resolve) => {
      this.#told = () => {
        if (this.#heard.length >= seconds * 8000) resolve(heardIn(this.#heard, 8000));
      };
    });
  }

  /** A first packet, so that somebody may answer it. */
  begins(port: number): void {
    this.#socket.send(this.#next(), port, "127.0.0.1");
  }

  close(): void {
    this.#socket.close();
  }

  #next(): Buffer {
    const packet = Buffer.alloc(172);
    const start = 160 * this.#sequence;
    packet[0] = 0x80;
    packet.writeUInt16BE(this.#sequence++ & 0xffff, 2);
    packet.writeUInt32BE(start, 4);
    packet.writeUInt32BE(0x77_65_62_73, 8);
    for (let i = 0; i < 160; i++)
      packet[12 + i] = muLaw(0.25 * Math.sin((2 * Math.PI * this.#hertz * (start + i)) / 8000));
    return packet;
  }
}

/** The nearest of all 256 codes: slow, and nobody else's table. */
function muLaw(sample: number): number {
  let best = 0;
  for (let code = 1; code < 256; code++)
    if (Math.abs(linear(code) - sample) < Math.abs(linear(best) - sample)) best = code;
  return best;
}

/** ITU-T G.711, µ-law: sign, three bits of segment, four of step; all inverted. −1 … 1. */
function linear(code: number): number {
  const bits = ~code & 0xff;
  const size = (((bits & 15) * 2 + 33) << ((bits >> 4) & 7)) - 33;
  return ((bits & 128 ? -1 : 1) * size) / 8192;
}
