import type { Instant, Millis } from "#kit/time.ts";
import type { Encoder, SampleRate } from "#media/codec/codec.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { KeyPresses } from "#media/engine/keyPresses.ts";
import { Relayed } from "#media/engine/relayed.ts";
import type { RtpSender } from "#media/engine/rtpSender.ts";
import { Seam } from "#media/engine/seam.ts";
import type { RtpHeader, RtpView } from "#media/rtp/packet.ts";
import { nextTimestamp } from "#media/rtp/sequence.ts";
import type { AgreedCodec, AgreedEvents, AgreedMedia } from "#media/sdp/agreed.ts";

/** The way out of a session: sound that we mix, packets that we pass on, keys that we press. */
export class Speaking {
  readonly sender: RtpSender;
  readonly #codecs: CodecTable;
  readonly #relayed: Relayed;
  readonly #seam: Seam;
  readonly #presses = new KeyPresses();
  readonly #header: RtpHeader = {
    payloadType: 0,
    marker: false,
    sequence: 0,
    timestamp: 0,
    ssrc: 0,
  };
  #agreed: AgreedMedia | undefined;
  /** What was asked for last: the same with every packet of a call. */
  #lastTwin: { readonly of: AgreedCodec; readonly is: AgreedCodec | undefined } | undefined;
  #encoder: Encoder | undefined;
  #encodes: AgreedCodec | undefined;
  #pressedAt = 0;
  /** Our own sound's clock runs on from here, also while a press stands still. */
  #anchor: { readonly timestamp: number; readonly at: Instant } | undefined;
  #fresh = true;

  constructor(sender: RtpSender, codecs: CodecTable) {
    this.sender = sender;
    this.#codecs = codecs;
    this.#relayed = new Relayed(sender);
    this.#seam = new Seam(codecs);
  }

  /** What the party agreed to hear allows sound to be sent. */
  get maySend(): boolean {
    const direction = this.#agreed?.direction;
    return direction === "sendrecv" || direction === "sendonly";
  }

  get isPressing(): boolean {
    return this.#presses.waiting;
  }

  /** Of the frames that it wants. */
  get rate(): SampleRate {
    return (this.#encodes && this.#codecs.get(this.#encodes.name)?.sampleRate) ?? 8000;
  }

  get codec(): AgreedCodec | undefined {
    return this.#encodes;
  }

  agree(agreed: AgreedMedia): void {
    this.#agreed = agreed;
    this.#lastTwin = undefined;
    const first = agreed.codecs.find(({ name }) => this.#codecs.get(name) !== undefined);
    if (first?.name !== this.#encodes?.name) this.#encoder = undefined;
    this.#encodes = first;
    this.#encoder ??= first && this.#codecs.get(first.name)?.newEncoder();
    this.turns();
  }

  /** The same codec at the same clock under the party's own number; undefined: it must be transcoded. */
  twin(codec: AgreedCodec): AgreedCodec | undefined {
    if (codec !== this.#lastTwin?.of) {
      const { name, clockRate } = codec;
      const is = this.#agreed?.codecs.find(
        (one) => one.name === name && one.clockRate === clockRate,
      );
      this.#lastTwin = { of: codec, is };
    }
    return this.#lastTwin.is;
  }

  eventsAt(clockRate: number): AgreedEvents | undefined {
    return this.#agreed?.events.find((one) => one.clockRate === clockRate);
  }

  /** From now on somebody else's packets are passed on, or our own sound is sent again. */
  turns(): void {
    this.#relayed.begin();
    this.#seam.opens();
    this.#anchor = undefined;
    this.#fresh = true;
  }

  /** Its header may be overwritten on the way. */
  pass(view: RtpView, packet: Uint8Array, as: AgreedCodec | AgreedEvents, at: Instant): void {
    if (!this.maySend) return;
    const passed = "name" in as ? this.#seam.packet(view, packet, as) : packet;
    this.#relayed.pass(view, passed, as, at);
  }

  /** False when the party understands no events: press it as a tone. */
  press(keys: string, length?: Millis): boolean {
    const clockRate = this.#encodes?.clockRate ?? 8000;
    if (this.eventsAt(clockRate) === undefined) return false;
    this.#presses.press(keys, clockRate, length);
    return true;
  }

  /** One slot of our own: a key on its way, or this frame. */
  send(frame: Int16Array, at: Instant): void {
    const codec = this.#encodes;
    if (!this.maySend || codec === undefined || this.#encoder === undefined) return;
    const press = this.#presses.next();
    const header = this.#header;
    header.sequence = this.sender.sequence;
    header.timestamp = this.#timestampAt(at, codec.clockRate);
    header.marker = this.#fresh;
    const events = press && this.eventsAt(codec.clockRate);
    if (press?.packet && events) {
      if (press.begins) this.#pressedAt = header.timestamp;
      header.payloadType = events.sends;
      header.timestamp = this.#pressedAt;
      header.marker = press.packet.marker;
      this.sender.send(header, press.packet.payload, codec.clockRate, at);
      return;
    }
    header.payloadType = codec.sends;
    this.#fresh = false;
    const heard = this.#seam.frame(frame, this.rate);
    this.sender.send(header, this.#encoder.encode(heard), codec.clockRate, at);
  }

  #timestampAt(at: Instant, clockRate: number): number {
    this.#anchor ??= { timestamp: this.sender.timestampAt(at, clockRate), at };
    const since = Math.round(((at - this.#anchor.at) * clockRate) / 1000);
    return nextTimestamp(this.#anchor.timestamp, since);
  }
}
