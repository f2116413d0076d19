import { type Cancel, listeners } from "#kit/listeners.ts";
import { after, type Instant, millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { PacketPath } from "../phones/packetPath.ts";

/** The digital milliwatt (ITU-T G.711, table 6), as long as a packet. */
const milliwatt = Buffer.alloc(160, Buffer.from("1e0b0b1e9e8b8b9e", "hex"));

/** Beyond that it begins anew, in ms. */
const mostLate = 200;

/** Mouth and ear of one telephone in one call: 1000 Hz in G.711 µ-law, each 20 ms, and when packets came. */
export class Ear {
  readonly #socket: UdpSocket;
  readonly #clock: Clock;
  #cancel: Cancel = () => undefined;
  #sequence = 1;
  packets = 0;
  /** It speaks to whoever it hears, as long as nobody has said to whom. */
  answersWhoSpeaks = false;
  /** How many it has sent. */
  sent = 0;
  /** Of what came since `listens`. */
  readonly path = new PacketPath();
  to: Address | undefined;
  /** The longest time between two packets of its own, in ms: what this process was late by itself. */
  pause = 0;
  #spoke: Instant | undefined;
  /** When its next packet should leave: one that was late is followed by the next in its time. */
  #due: Instant;
  readonly #arrivals = listeners<undefined>();
  /** Each packet, when it is counted. */
  readonly arrivals = this.#arrivals.listen;

  private constructor(socket: UdpSocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    this.#due = clock.now();
    socket.receive((data, from, at) => {
      if (this.answersWhoSpeaks) this.to ??= from;
      this.#hears(data, at);
    });
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
    this.packets = 0;
    this.pause = 0;
    this.#spoke = undefined;
    this.path.begins(this.#clock.now());
  }

  /** Until now, whether or not another packet comes. */
  get silence(): number {
    return this.path.untilNow(this.#clock.now());
  }

  close(): void {
    this.#cancel();
    this.#socket.close();
  }

  #hears(data: Uint8Array, at: Instant): void {
    if (data.length < 13 || (data[1] ?? 0) >= 192) return;
    this.packets += 1;
    this.path.came(new DataView(data.buffer, data.byteOffset, data.byteLength), at);
    this.#arrivals.tell(undefined);
  }

  #speaks(): void {
    const packet = new Uint8Array(172);
    packet.set(milliwatt, 12);
    const view = new DataView(packet.buffer);
    view.setUint16(0, 0x8000);
    view.setUint16(2, this.#sequence & 0xffff);
    view.setUint32(4, this.#sequence * 160);
    view.setUint32(8, this.#socket.local.port);
    this.#sequence += 1;
    if (this.to) this.#socket.send(packet, this.to);
    if (this.to) this.sent += 1;
    const now = this.#clock.now();
    this.pause = Math.max(this.pause, now - (this.#spoke ?? now));
    this.#spoke = now;
    this.#due = after(now - this.#due > mostLate ? now : this.#due, millis(20));
    this.#cancel = this.#clock.at(this.#due, () => this.#speaks());
  }
}
