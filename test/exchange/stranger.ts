import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { UdpSocket } from "#world/network.ts";
import { serverHost } from "../phones/person.ts";
import type { Village } from "./village.ts";

/** Somebody out there who sends whatever bytes he likes, and hears what comes back. */
export class Stranger {
  readonly host: string;
  /** All that came back, oldest first. */
  readonly heard: string[] = [];
  readonly #socket: UdpSocket;

  private constructor(host: string, socket: UdpSocket) {
    this.host = host;
    this.#socket = socket;
    socket.receive((data) => void this.heard.push(fromUtf8(data)));
  }

  static async open(town: Village, host: string): Promise<Stranger> {
    const socket = await town.sim.host(host).network.udp({ host, port: 5060 });
    if (!socket.ok) throw new Error(socket.problem.detail);
    return new Stranger(host, socket.value);
  }

  says(text: string): void {
    this.#socket.send(utf8(text), { host: serverHost, port: 5060 });
  }

  /** Status codes of the final responses, as often as they came. */
  get finals(): readonly number[] {
    return this.heard
      .map((text) => Number(/^SIP\/2\.0 (\d+)/.exec(text)?.[1] ?? 0))
      .filter((status) => status >= 200);
  }

  close(): void {
    this.#socket.close();
  }
}

/** What a request has, unless it is said otherwise; `null` leaves a line out. */
export interface Written {
  readonly method?: string;
  readonly uri?: string;
  readonly from?: string;
  readonly to?: string;
  readonly via?: string;
  /** Further lines, as they are. */
  readonly lines?: readonly string[];
  readonly body?: string;
  readonly length?: string;
}

/** The bytes of a request of that host; the `n`th of its kind. */
export function written(host: string, n: number, of: Written = {}): string {
  const { method = "INVITE", uri = `sip:ada@maple.example`, body = "" } = of;
  const {
    from = `<sip:eve@${host}>`,
    to = `<${uri}>`,
    lines = [],
    length = `Content-Length: ${body.length}`,
  } = of;
  const { via = `SIP/2.0/UDP ${host}:5060;rport;branch=z9hG4bK${host}-${n}` } = of;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: ${via}`,
    "Max-Forwards: 70",
    `From: ${from};tag=${n}`,
    `To: ${to}`,
    `Call-ID: ${n}@${host}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:eve@${host}>`,
    ...lines,
    length,
    "",
    body,
  ].join("\r\n");
}
