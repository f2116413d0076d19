import type { Cancel } from "#kit/listeners.ts";
import { after, type Instant, seconds } from "#kit/time.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { Hearing } from "#media/engine/hearing.ts";
import type { PortStats } from "#media/engine/mediaEngine.ts";
import { ModemSeeker } from "#media/engine/modemSeeker.ts";
import type { PacketPath } from "#media/engine/packetPath.ts";
import { Reports } from "#media/engine/reports.ts";
import { RtpSender } from "#media/engine/rtpSender.ts";
import { Speaking } from "#media/engine/speaking.ts";
import type { ModemTone } from "#media/modem/modemTones.ts";
import { isRtcp, newRtpView, payloadOf, readRtp } from "#media/rtp/packet.ts";
import { ReceiverStats } from "#media/rtp/receiverStats.ts";
import type { AgreedCodec, AgreedEvents, AgreedMedia } from "#media/sdp/agreed.ts";
import type { Clock } from "#world/clock.ts";
import { type Random, randomBelow } from "#world/random.ts";

export interface SessionParts {
  readonly path: PacketPath & { readonly strangers?: number };
  readonly codecs: CodecTable;
  readonly clock: Clock;
  readonly random: Random;
  /** Without it nothing is ever sent: there is no way from anybody to this party. */
  readonly sends: boolean;
}

export interface SessionNews {
  key(key: string, by: "event" | "tone"): void;
  modem(tone: ModemTone): void;
  stats(stats: PortStats): void;
  silent(since: Instant): void;
}

const reportEvery = seconds(5);
const silentAfter = seconds(20);

/** One party's packets, both ways. */
export class Session {
  readonly hearing: Hearing;
  /** Whose packets are passed on to this party as they come. */
  relaying: Session | undefined;
  /** Somebody needs the sound itself, not just its packets. */
  isDecoded = false;
  #speaking: Speaking | undefined;
  readonly #parts: SessionParts;
  readonly #news: SessionNews;
  readonly #relays = new Set<Session>();
  readonly #received = new ReceiverStats();
  readonly #reports: Reports;
  readonly #view = newRtpView();
  #agreed: AgreedMedia | undefined;
  #seeker: ModemSeeker | undefined;
  #alarm: Cancel | undefined;
  #heard: Instant;
  /** Something was sent: who never sent anything says no goodbye (RFC 3550 §6.3.7). */
  #isKnown = false;

  constructor(parts: SessionParts, news: SessionNews) {
    this.#parts = parts;
    this.#news = news;
    this.hearing = new Hearing(parts.codecs);
    const sender = parts.sends ? new RtpSender(parts.path, parts.random) : undefined;
    this.#speaking = sender && new Speaking(sender, parts.codecs);
    this.#reports = new Reports(parts.clock, sender?.ssrc ?? randomBelow(parts.random, 2 ** 32));
    this.#heard = parts.clock.now();
    parts.path.receive((packet, at) => this.#arrived(packet, at));
  }

  get speaking(): Speaking | undefined {
    return this.#speaking;
  }

  agree(agreed: AgreedMedia): void {
    this.#agreed = agreed;
    this.hearing.agree(agreed);
    this.#speaking?.agree(agreed);
    this.#heard = this.#parts.clock.now();
    this.#alarm ??= this.#arm();
  }

  /** From now on nothing is ever sent; there is no way back. */
  receiveOnly(): void {
    this.#speaking = undefined;
    this.relaysFrom(undefined);
  }

  relaysFrom(source: Session | undefined): void {
    if (source === this.relaying) return;
    this.relaying?.relays.delete(this);
    this.relaying = source;
    source?.relays.add(this);
    this.#speaking?.turns();
  }

  get relays(): Set<Session> {
    return this.#relays;
  }

  /**
   * What this party speaks first is what we speak there ourselves. That the other understands it too is not
   * enough: many a telephone takes no other codec in mid-call, though it has named it (RFC 3264 §5.1).
   */
  canPassTo(speaking: Speaking): boolean {
    const first = this.#agreed?.codecs[0];
    const spoken = first && speaking.twin(first);
    return spoken !== undefined && spoken === speaking.codec;
  }

  /** For a minute, in what the party says. */
  seekModem(): void {
    this.#seeker = new ModemSeeker(this.#parts.codecs);
  }

  /** A modem's from now on: nobody looks for one any more. */
  carryData(): void {
    this.#seeker = undefined;
    this.hearing.carryData();
  }

  hearsTones(frame: Int16Array): void {
    for (const key of this.hearing.tonesIn(frame)) this.#news.key(key, "tone");
  }

  stats(): PortStats {
    return this.#reports.stats({
      sent: this.#speaking?.sender.stats.packets ?? 0,
      received: this.#received,
      discarded: this.hearing.discarded,
      strangers: this.#parts.path.strangers ?? 0,
      codec: this.#agreed?.codecs[0]?.name,
    });
  }

  close(): void {
    this.#alarm?.();
    this.#alarm = undefined;
    if (this.#agreed !== undefined) this.#report(true);
    this.relaysFrom(undefined);
    for (const one of [...this.#relays]) one.relaysFrom(undefined);
    this.#parts.path.close();
  }

  #report(goodbye: boolean): void {
    const sender = this.#speaking?.sender;
    this.#isKnown ||= !goodbye || (sender?.stats.packets ?? 0) > 0;
    if (this.#isKnown)
      this.#parts.path.sendRtcp(this.#reports.report(sender, this.#received, goodbye));
    this.#news.stats(this.stats());
  }

  #arm(): Cancel {
    const { clock } = this.#parts;
    return clock.at(after(clock.now(), reportEvery), () => {
      this.#alarm = this.#arm();
      this.#report(false);
      this.#listenForSilence();
    });
  }

  #listenForSilence(): void {
    const now = this.#parts.clock.now();
    const direction = this.#agreed?.direction;
    const expects = direction === "sendrecv" || direction === "recvonly";
    if (!expects || now - this.#heard < silentAfter) return;
    this.#news.silent(this.#heard);
    this.#heard = now;
  }

  #arrived(packet: Uint8Array, at: Instant): void {
    if (isRtcp(packet)) this.#reports.hears(packet, at);
    else if (readRtp(packet, this.#view)) this.#heardRtp(packet, at);
  }

  #heardRtp(packet: Uint8Array, at: Instant): void {
    const view = this.#view;
    const what = this.hearing.what(view.payloadType);
    this.#heard = at;
    if (what.is === "sound") this.#sound(what.codec, packet, at);
    else if (what.is === "event") this.#event(what.events, packet, at);
    else if (this.isDecoded) this.hearing.put(view, payloadOf(packet, view), at); // comfort noise, or nothing
  }

  /** Passed on last: the packet may be no more what it was. */
  #sound(codec: AgreedCodec, packet: Uint8Array, at: Instant): void {
    this.#received.arrives(this.#view, codec.clockRate, at);
    if (this.isDecoded) this.hearing.put(this.#view, payloadOf(packet, this.#view), at);
    if (this.#seeker) this.#seek(this.#seeker, codec, payloadOf(packet, this.#view));
    for (const one of this.#relays) this.#pass(one, one.speaking?.twin(codec), packet, at);
  }

  #seek(seeker: ModemSeeker, { name }: AgreedCodec, payload: Uint8Array): void {
    const tone = seeker.hear(name, payload);
    if (seeker.isOver) this.#seeker = undefined;
    if (tone) this.#news.modem(tone);
  }

  #event({ clockRate }: AgreedEvents, packet: Uint8Array, at: Instant): void {
    this.#received.arrives(this.#view, clockRate, at);
    const key = this.hearing.key(this.#view, payloadOf(packet, this.#view));
    for (const one of this.#relays) this.#pass(one, one.speaking?.eventsAt(clockRate), packet, at);
    if (key !== undefined) this.#news.key(key, "event");
  }

  #pass(
    to: Session,
    as: AgreedCodec | AgreedEvents | undefined,
    packet: Uint8Array,
    at: Instant,
  ): void {
    if (as) to.speaking?.pass(this.#view, packet, as, at);
  }
}
