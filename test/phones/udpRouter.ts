import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

/** A router on the loopback between one telephone and one server: the server sees its public port. */
export class UdpRouter {
  readonly #inside: Socket;
  readonly #server: number;
  #outside: Socket;
  #telephone = 0;

  private constructor(inside: Socket, outside: Socket, server: number) {
    this.#inside = inside;
    this.#outside = outside;
    this.#server = server;
    inside.on("message", (data, { port }) => {
      this.#telephone = port;
      this.#outside.send(data, server, host);
    });
    this.#enters(outside);
  }

  static async open(server: number): Promise<UdpRouter> {
    return new UdpRouter(await bound(), await bound(), server);
  }

  /** Where the telephone says everything to. */
  get port(): number {
    return this.#inside.address().port;
  }

  /** It forgets: from now on all leaves from another port, and the one of before is closed. */
  async rebinds(): Promise<void> {
    const before = this.#outside;
    this.#outside = await bound();
    this.#enters(this.#outside);
    before.close();
  }

  close(): void {
    this.#inside.close();
    this.#outside.close();
  }

  /** From the server alone. */
  #enters(outside: Socket): void {
    outside.on("message", (data, { port }) => {
      if (port === this.#server) this.#inside.send(data, this.#telephone, host);
    });
  }
}

const host = "127.0.0.1";

async function bound(): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind(0, host);
  await once(socket, "listening");
  return socket;
}
