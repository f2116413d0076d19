import { after, type Instant, millis } from "#kit/time.ts";
import { isQuiet } from "#media/audio/frame.ts";
import { type Codec, type Decoder, frameSamples, type SampleRate } from "#media/codec/codec.ts";
import { ComfortNoise } from "#media/comfortNoise.ts";
import { Concealer } from "#media/concealment.ts";
import { type Buffered, JitterBuffer, type Turn } from "#media/jitterBuffer.ts";
import type { RtpHeader } from "#media/rtp/packet.ts";

/** What a payload type means to whoever plays it. */
export interface Playable {
  readonly codec: Codec;
  readonly clockRate: number;
}

/** More sound than this in one packet is none (RFC 3551 says 200 ms at most). */
const LONGEST_PACKET_MS = 240;

/**
 * One party's packets → one frame every 20 ms: put in order, decoded, losses hidden, pauses filled
 * with the noise that the party described. One at a time for each rate that it sends at.
 */
export class Playout {
  readonly rate: SampleRate;
  readonly clockRate: number;
  readonly #buffer: JitterBuffer;
  readonly #codecs: ReadonlyMap<number, Playable>;
  readonly #comfortNoise: number;
  readonly #decoders = new Map<number, Decoder>();
  readonly #concealer: Concealer;
  readonly #noise = new ComfortNoise();
  readonly #frame: Int16Array;
  /** Decoded and not yet played: a packet may hold more than a frame. */
  readonly #waiting: Int16Array;
  #filled = 0;
  #quiet = true;
  #decoder: Decoder | undefined;
  #isData = false;
  /** Nothing has been heard yet: there is nothing to go on with. */
  #silent = true;

  /** The codecs by their payload type, all at one clock and one rate; others are not played. */
  constructor(codecs: ReadonlyMap<number, Playable>, first: Playable, comfortNoise: number) {
    this.#codecs = codecs;
    this.rate = first.codec.sampleRate;
    this.clockRate = first.clockRate;
    this.#comfortNoise = comfortNoise;
    this.#buffer = new JitterBuffer(first.clockRate);
    this.#concealer = new Concealer(this.rate);
    this.#frame = new Int16Array(frameSamples(this.rate));
    this.#waiting = new Int16Array((this.rate / 1000) * (LONGEST_PACKET_MS + 20));
  }

  get discarded(): number {
    return this.#buffer.discarded;
  }

  /** A modem's from now on: the delay stays as it is, and what is lost is silence, not a guess. */
  carryData(): void {
    this.#isData = true;
    this.#buffer.fix();
  }

  put(header: RtpHeader, payload: Uint8Array, at: Instant): void {
    const known = this.#codecs.get(header.payloadType);
    if (!known && header.payloadType !== this.#comfortNoise) return;
    const samples = known ? known.codec.samplesIn(payload) : 0;
    const units = (samples * this.clockRate) / this.rate;
    if (units > (LONGEST_PACKET_MS * this.clockRate) / 1000) return;
    this.#buffer.put(header, payload, units, at);
  }

  /** The frame of this moment; valid until the next call. */
  next(at: Instant): Int16Array {
    const { length } = this.#frame;
    for (let turns = 0; this.#filled < length && turns < 50; turns++) this.#turn(at, length);
    this.#frame.set(this.#waiting.subarray(0, length));
    this.#waiting.copyWithin(0, length, this.#filled);
    this.#filled = Math.max(0, this.#filled - length);
    this.#quiet = isQuiet(this.#frame);
    return this.#frame;
  }

  #turn(at: Instant, length: number): void {
    const perMs = this.rate / 1000;
    const room = length - this.#filled;
    const units = (room * this.clockRate) / this.rate;
    const turn = this.#buffer.take(after(at, millis(this.#filled / perMs)), units, this.#quiet);
    if (turn.is === "packet") this.#play(turn.packet);
    else this.#fill(turn, room);
  }

  #play(packet: Buffered): void {
    const payload = packet.data.subarray(0, packet.size);
    if (packet.payloadType === this.#comfortNoise) this.#noise.describe(payload);
    else this.#decode(packet.payloadType, payload);
  }

  #decode(payloadType: number, payload: Uint8Array): void {
    this.#noise.stop();
    const samples = this.#decoderOf(payloadType)?.decode(payload);
    if (!samples) return;
    const room = this.#waiting.subarray(this.#filled, this.#filled + samples.length);
    room.set(samples.subarray(0, room.length));
    this.#concealer.heard(room);
    if (this.#silent) rise(room, this.rate / 100);
    this.#filled += room.length;
    this.#silent = false;
  }

  #fill(turn: Exclude<Turn, { is: "packet" }>, room: number): void {
    const wanted =
      turn.is === "wait" ? room : Math.round((turn.units * this.rate) / this.clockRate);
    const hole = this.#waiting.subarray(
      this.#filled,
      this.#filled + Math.max(1, Math.min(room, wanted)),
    );
    if (this.#noise.isOn && !this.#isData) this.#noise.fill(hole);
    else if (this.#silent || this.#isData) hole.fill(0);
    else this.#conceal(hole);
    this.#filled += hole.length;
  }

  #conceal(hole: Int16Array): void {
    const own = hole.length === this.#frame.length ? this.#decoder?.conceal?.() : undefined;
    if (own) hole.set(own.subarray(0, hole.length));
    else this.#concealer.lost(hole);
  }

  #decoderOf(payloadType: number): Decoder | undefined {
    const known = this.#codecs.get(payloadType);
    const decoder = this.#decoders.get(payloadType) ?? known?.codec.newDecoder();
    if (decoder) this.#decoders.set(payloadType, decoder);
    this.#decoder = decoder;
    return decoder;
  }
}

/** The first sound of all comes within 10 ms: whoever is listening already hears no click. */
function rise(sound: Int16Array, samples: number): void {
  for (let i = 0; i < Math.min(samples, sound.length); i++)
    sound[i] = ((sound[i] ?? 0) * i) / samples;
}
