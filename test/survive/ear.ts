import { type Cancel, listeners } from "#kit/listeners.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";

/** Mouth and ear of one telephone in one call: G.711 of nothing, each 20 ms, and when packets came. */
export class Ear {
  readonly #socket: UdpSocket;
  readonly #clock: Clock;
  #cancel: Cancel = () => undefined;
  #sequence = 1;
  #last: Instant | undefined;
  /** The longest time between two packets since `listens`, in ms. */
  gap = 0;
  packets = 0;
  /** Whose they were (SSRC), and how often their sequence leapt, since `listens`. */
  sources = new Set<number>();
  leaps = 0;
  #before: { readonly source: number; readonly sequence: number } | undefined;
  to: Address | undefined;
  readonly #arrivals = listeners<undefined>();
  /** Each packet, when it is counted. */
  readonly arrivals = this.#arrivals.listen;

  private constructor(socket: UdpSocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.receive((data, _from, at) => this.#hears(data, at));
    this.#speaks();
  }

  static async open({ network, clock }: World, host: string): Promise<Ear> {
    const opened = await network.udp({ host, port: 0 });
    if (!opened.ok) throw new Error(opened.problem.detail);
    return new Ear(opened.value, clock);
  }

  get local(): Address {
    return this.#socket.local;
  }

  /** Measures anew. */
  listens(): void {
    this.gap = 0;
    this.packets = 0;
    this.sources = new Set();
    this.leaps = 0;
    this.#last = this.#clock.now();
  }

  /** Until now, whether or not another packet comes. */
  get silence(): number {
    return Math.max(this.gap, this.#clock.now() - (this.#last ?? this.#clock.now()));
  }

  close(): void {
    this.#cancel();
    this.#socket.close();
  }

  #hears(data: Uint8Array, at: Instant): void {
    if (data.length < 13 || (data[1] ?? 0) >= 192) return;
    if (this.#last !== undefined) this.gap = Math.max(this.gap, at - this.#last);
    this.#last = at;
    this.packets += 1;
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const is = { source: view.getUint32(8), sequence: view.getUint16(2) };
    const before = this.#before;
    this.#before = is;
    this.sources.add(is.source);
    const isNext = before && ((before.sequence + 1) & 0xffff) === is.sequence;
    if (before?.source === is.source && !isNext) this.leaps += 1;
    this.#arrivals.tell(undefined);
  }

  #speaks(): void {
    const packet = new Uint8Array(172).fill(0xff, 12);
    const view = new DataView(packet.buffer);
    view.setUint16(0, 0x8000);
    view.setUint16(2, this.#sequence & 0xffff);
    view.setUint32(4, this.#sequence * 160);
    view.setUint32(8, this.#socket.local.port);
    this.#sequence += 1;
    if (this.to) this.#socket.send(packet, this.to);
    this.#cancel = this.#clock.at(after(this.#clock.now(), millis(20)), () => this.#speaks());
  }
}
