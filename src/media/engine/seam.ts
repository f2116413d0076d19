import { type Codec, frameSamples, type SampleRate } from "#media/codec/codec.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { payloadOf, type RtpView } from "#media/rtp/packet.ts";
import type { AgreedCodec } from "#media/sdp/agreed.ts";

/** So long one sound goes and the other comes: nobody hears a click. */
const BLEND_MS = 10;
/** More of a payload is not remembered: 50 ms of G.711. */
const REMEMBERED = 400;

/**
 * Where one party's hearing changes from relayed packets to mixed frames, back, or to another's
 * packets. The sound that was is mirrored at its end and fades into the one that comes. Packets that
 * are passed on begin so only in codecs without a memory (G.711): others cannot be changed alone.
 * Hot: remembers each packet's payload, and changes frames in place.
 */
export class Seam {
  readonly #codecs: CodecTable;
  #isOpen = false;
  /** What was heard last: a frame of our own, or a payload of that codec. */
  #frame: Int16Array | undefined;
  #codec: Codec | undefined;
  readonly #payload = new Uint8Array(REMEMBERED);
  #size = 0;

  constructor(codecs: CodecTable) {
    this.#codecs = codecs;
  }

  /** What comes next is another sound than before. */
  opens(): void {
    this.#isOpen = true;
    this.#frame = this.#frame?.slice(); // its buffer is used again
  }

  /** A frame of our own on its way; may be changed in place. */
  frame(frame: Int16Array, rate: SampleRate): Int16Array {
    if (this.#isOpen) this.#blend(frame, rate);
    this.#frame = frame;
    return frame;
  }

  /** A packet that is passed on: itself, or a copy that begins softly. */
  packet(view: RtpView, packet: Uint8Array, { name }: AgreedCodec): Uint8Array {
    const codec = this.#codec?.name === name ? this.#codec : this.#codecs.get(name);
    const passed = this.#isOpen && codec?.isMemoryless ? this.#softly(view, packet, codec) : packet;
    this.#isOpen = false;
    const payload = payloadOf(passed, view);
    this.#size = Math.min(payload.length, REMEMBERED);
    this.#payload.set(this.#size === payload.length ? payload : payload.subarray(-REMEMBERED));
    this.#codec = codec;
    this.#frame = undefined;
    return passed;
  }

  #softly(view: RtpView, packet: Uint8Array, codec: Codec): Uint8Array {
    const copy = packet.slice();
    const samples = codec.newDecoder().decode(payloadOf(packet, view));
    this.#blend(samples, codec.sampleRate);
    copy.set(codec.newEncoder().encode(samples), view.from);
    return copy;
  }

  #blend(frame: Int16Array, rate: SampleRate): void {
    this.#isOpen = false;
    const last = this.#last(rate);
    const end = (last?.length ?? 0) - 1;
    const length = Math.min(frame.length, (BLEND_MS * rate) / 1000);
    for (let i = 0; i < length; i++) {
      const here = i / length;
      frame[i] = (frame[i] ?? 0) * here + (last?.[end - i] ?? 0) * (1 - here);
    }
  }

  /** What was heard last, where it was heard at that rate. */
  #last(rate: SampleRate): Int16Array | undefined {
    if (this.#frame !== undefined)
      return this.#frame.length === frameSamples(rate) ? this.#frame : undefined;
    if (this.#codec?.sampleRate !== rate) return undefined;
    return this.#codec.newDecoder().decode(this.#payload.subarray(0, this.#size));
  }
}
