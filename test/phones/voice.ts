import { after, type Instant, millis } from "#kit/time.ts";
import type { Codec } from "#media/codec/codec.ts";
import { g722 } from "#media/codec/g722.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { PacketPath } from "./packetPath.ts";
import { heardIn } from "./tone.ts";

const frame = 160;
const G711 = 0;
const G722 = 9;
const EVENT = 101;

/** Mouth and ear of one simulated telephone in one call: G.711 µ over RTP, or G.722 once that is agreed; a tone of its own all the time. */
export class Voice {
  /** Packets that came. */
  packets = 0;
  /** Of what came since `forget`. */
  readonly path = new PacketPath();
  /** Speaks to where the other's packets come from, whatever its SDP says, as carriers do. */
  follows = false;
  /** Codes of the keys that came (RFC 4733), each once, in order. */
  readonly keys: number[] = [];
  /** Packets' worth of samples. */
  readonly #heard: Int16Array[] = [];
  readonly #socket: UdpSocket;
  readonly #clock: Clock;
  readonly #hertz: number;
  readonly #decoder = pcmu.newDecoder();
  readonly #wideDecoder = g722.newDecoder();
  #says: (time: number) => Uint8Array;
  #isWide = false;
  readonly #next: Uint8Array[] = [];
  #to: Address | undefined;
  #sequence = 100;
  #time = 0;
  #lastKey = -1;
  #cancel = (): void => undefined;

  private constructor(socket: UdpSocket, clock: Clock, hertz: number) {
    this.#socket = socket;
    this.#clock = clock;
    this.#hertz = hertz;
    this.#says = toneOf(hertz, pcmu);
    socket.receive((data, from) => this.#hears(data, from));
  }

  static async open(world: Pick<World, "network" | "clock">, local: Address, hertz: number) {
    const opened = await world.network.udp(local);
    if (!opened.ok) throw new Error(opened.problem.detail);
    return new Voice(opened.value, world.clock, hertz);
  }

  get to(): Address | undefined {
    return this.#to;
  }
  /** Speaks to there from now on; to nobody when undefined. */
  set to(to: Address | undefined) {
    const spoke = this.#to !== undefined;
    this.#to = to;
    if (to === undefined) this.#cancel();
    else if (!spoke) this.#speaks();
  }

  /** That speaks G.722 from now on, or G.711 again. */
  set isWide(isWide: boolean) {
    if (isWide === this.#isWide) return;
    this.#isWide = isWide;
    this.#says = toneOf(this.#hertz, isWide ? g722 : pcmu);
    this.forget();
  }

  get local(): Address {
    return this.#socket.local;
  }

  /** Share of that tone in what was heard since `forget`. */
  share(hertz: number): number {
    return this.#ear().share(hertz);
  }

  /** The part that this tone has in the last second. */
  lately(hertz: number): number {
    return this.#ear().lately(hertz);
  }

  /** Loudness of what was heard since `forget`. */
  level(): number {
    return this.#ear().level;
  }

  /** What was heard since `forget`, one sample behind the other. */
  heard(): Int16Array {
    return Int16Array.from(this.#heard.flatMap((samples) => [...samples]));
  }

  forget(): void {
    this.#heard.splice(0);
    this.path.begins();
  }

  /** G.711 µ that is said next, in place of the tone. */
  says(law: Uint8Array): void {
    for (let at = 0; at < law.length; at += frame) this.#next.push(law.slice(at, at + frame));
  }

  press(code: number): void {
    for (const [i, flags] of [10, 10, 0x8a, 0x8a, 0x8a].entries()) {
      const length = frame * Math.min(5, i + 3);
      this.#send(EVENT, new Uint8Array([code, flags, length >> 8, length & 0xff]));
    }
  }

  close(): void {
    this.#cancel();
    this.#socket.close();
  }

  #ear(): ReturnType<typeof heardIn> {
    return heardIn(
      this.#heard.flatMap((samples) => Array.from(samples, (sample) => sample / 32_768)),
      this.#isWide ? g722.sampleRate : pcmu.sampleRate,
    );
  }

  /** `due`: when it was to say this; who is late on a busy machine is not slower for it. */
  #speaks(due: Instant = this.#clock.now()): void {
    const said = this.#next.shift() ?? this.#says(this.#time);
    this.#time += frame;
    this.#send(this.#isWide ? G722 : G711, said);
    const next = after(due, millis(20));
    this.#cancel = this.#clock.at(next, () => this.#speaks(next));
  }

  #send(type: number, payload: Uint8Array): void {
    const packet = new Uint8Array(12 + payload.length);
    const view = new DataView(packet.buffer);
    view.setUint16(0, 0x8000 | type);
    view.setUint16(2, this.#sequence & 0xffff);
    view.setUint32(4, this.#time);
    view.setUint32(8, this.#hertz);
    packet.set(payload, 12);
    if (!this.#to) return;
    this.#sequence++;
    this.#socket.send(packet, this.#to);
  }

  #hears(data: Uint8Array, from: Address): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (data.length < 13 || view.getUint8(0) >> 6 !== 2) return;
    this.packets++;
    if (this.follows && this.#to) this.#to = from;
    this.path.came(view, this.#clock.now());
    const type = view.getUint8(1) & 0x7f;
    const decoder = this.#isWide ? this.#wideDecoder : this.#decoder;
    if (type === (this.#isWide ? G722 : G711))
      this.#heard.push(decoder.decode(data.subarray(12)).slice());
    if (type !== EVENT || (view.getUint8(13) & 0x80) === 0) return;
    if (view.getUint32(4) === this.#lastKey) return;
    this.#lastKey = view.getUint32(4);
    this.keys.push(view.getUint8(12));
  }
}

/** Packets of a tone; whole hertz: the same again after a second. */
function toneOf(hertz: number, codec: Codec): (time: number) => Uint8Array {
  const encoder = codec.newEncoder();
  const more = codec.sampleRate / 8000; // RTP counts both in 8 kHz (RFC 3551 §4.5.2)
  const turn = (2 * Math.PI * hertz) / codec.sampleRate;
  const known = new Map<number, Uint8Array>();
  const packet = (at: number): Uint8Array =>
    encoder
      .encode(
        Int16Array.from(
          { length: frame * more },
          (_, i) => 8000 * Math.sin(turn * (at * more + i)),
        ),
      )
      .slice();
  return (time) => {
    const at = time % 8000;
    const said = known.get(at) ?? packet(at);
    known.set(at, said);
    return said;
  };
}
