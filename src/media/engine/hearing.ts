import type { Instant } from "#kit/time.ts";
import { frameSamples, type SampleRate } from "#media/codec/codec.ts";
import { COMFORT_NOISE } from "#media/codec/format.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { readEvent } from "#media/dtmf/eventPacket.ts";
import { type ArrivedEvent, type HeardEvent, hearEvent } from "#media/dtmf/eventReceiver.ts";
import { type InbandDetector, inbandDetector } from "#media/dtmf/inbandDetector.ts";
import { type Playable, Playout } from "#media/playout.ts";
import type { RtpView } from "#media/rtp/packet.ts";
import type { AgreedCodec, AgreedEvents, AgreedMedia } from "#media/sdp/agreed.ts";

/** What one packet of a party turned out to be. */
export type Packet =
  | { readonly is: "sound"; readonly codec: AgreedCodec }
  | { readonly is: "event"; readonly events: AgreedEvents }
  | { readonly is: "unknown" };

const unknown: Packet = { is: "unknown" };

/** One party's packets as sound and keys: the way in of a session. */
export class Hearing {
  readonly #codecs: CodecTable;
  #sounds = new Map<number, AgreedCodec>();
  /** By payload type: what was agreed. */
  #packets: readonly (Packet | undefined)[] = [];
  #playout: Playout | undefined;
  #detector: InbandDetector | undefined;
  #mustDetect = false;
  #isData = false;
  #last: HeardEvent | undefined;
  #slot = -1;
  #frame: Int16Array = new Int16Array(frameSamples(8000));

  constructor(codecs: CodecTable) {
    this.#codecs = codecs;
  }

  /** The rate of the frames, as far as it is known. */
  get rate(): SampleRate {
    return this.#playout?.rate ?? 8000;
  }

  get discarded(): number {
    return this.#playout?.discarded ?? 0;
  }

  /** The party sends keys as tones alone: somebody must listen for them. */
  get mustDetect(): boolean {
    return this.#mustDetect;
  }

  agree({ codecs, events }: AgreedMedia): void {
    this.#sounds = new Map(codecs.map((codec) => [codec.receives, codec]));
    this.#mustDetect = events.length === 0 && codecs.length > 0;
    const packets: Packet[] = [];
    for (const one of events) packets[one.receives] = { is: "event", events: one };
    for (const codec of codecs) packets[codec.receives] = { is: "sound", codec };
    this.#packets = packets;
    this.#playout = undefined;
    this.#detector = undefined;
  }

  /** A modem's from now on; there is no way back. */
  carryData(): void {
    this.#isData = true;
    this.#playout?.carryData();
  }

  what(payloadType: number): Packet {
    return this.#packets[payloadType] ?? unknown;
  }

  /** The key that this packet begins. */
  key(view: RtpView, payload: Uint8Array): string | undefined {
    const event = readEvent(payload);
    if (event === undefined) return undefined;
    const { timestamp, marker } = view;
    const arrived: ArrivedEvent = { ...event, timestamp, marker };
    const [heard, key] = hearEvent(this.#last, arrived);
    this.#last = heard;
    return key;
  }

  put(view: RtpView, payload: Uint8Array, at: Instant): void {
    const codec = this.#sounds.get(view.payloadType);
    if (codec !== undefined && !this.#plays(codec)) this.#playout = this.#playoutFor(codec);
    this.#playout?.put(view, payload, at);
  }

  /** The same for everyone who asks in one slot. */
  frameAt(slot: number, at: Instant): Int16Array {
    if (slot === this.#slot) return this.#frame;
    this.#slot = slot;
    if (this.#playout !== undefined) this.#frame = this.#playout.next(at);
    else this.#frame.fill(0);
    return this.#frame;
  }

  /** Keys in the sound of that frame. */
  tonesIn(frame: Int16Array): string {
    this.#detector ??= inbandDetector(this.rate);
    return this.#detector.hear(frame);
  }

  #plays(codec: AgreedCodec): boolean {
    const rate = this.#codecs.get(codec.name)?.sampleRate;
    return this.#playout?.rate === rate && this.#playout?.clockRate === codec.clockRate;
  }

  #playoutFor(first: AgreedCodec): Playout | undefined {
    const known = new Map<number, Playable>();
    const main = this.#codecs.get(first.name);
    if (main === undefined) return undefined;
    for (const { receives, name, clockRate } of this.#sounds.values()) {
      const codec = this.#codecs.get(name);
      if (codec?.sampleRate === main.sampleRate && clockRate === first.clockRate)
        known.set(receives, { codec, clockRate });
    }
    this.#frame = new Int16Array(frameSamples(main.sampleRate));
    this.#detector = undefined;
    const playout = new Playout(known, { codec: main, clockRate: first.clockRate }, COMFORT_NOISE);
    if (this.#isData) playout.carryData();
    return playout;
  }
}
