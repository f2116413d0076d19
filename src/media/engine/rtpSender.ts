import type { Instant } from "#kit/time.ts";
import type { PacketPath } from "#media/engine/packetPath.ts";
import { RTP_HEADER_BYTES, type RtpHeader, writeRtpHeader } from "#media/rtp/packet.ts";
import { SenderStats } from "#media/rtp/senderStats.ts";
import { nextSequence, nextTimestamp, sequenceSteps } from "#media/rtp/sequence.ts";
import { type Random, randomBelow } from "#world/random.ts";

const LARGEST = 1400;

/**
 * The way out to one party: one SSRC and one row of sequence numbers, whoever is heard. There is no
 * other way for sound to leave, so a session without a sender sends nothing. Hot: one datagram's
 * buffer, used again and again.
 */
export class RtpSender {
  readonly ssrc: number;
  readonly stats = new SenderStats();
  readonly #path: Pick<PacketPath, "sendRtp">;
  readonly #datagram = new Uint8Array(RTP_HEADER_BYTES + LARGEST);
  #whole = this.#datagram.subarray(0, RTP_HEADER_BYTES);
  #sequence: number;
  #timestamp: number;
  #at: Instant | undefined;

  constructor(path: Pick<PacketPath, "sendRtp">, random: Random) {
    this.#path = path;
    this.ssrc = randomBelow(random, 2 ** 32);
    this.#sequence = randomBelow(random, 2 ** 15); // RFC 3711 §3.3.1 wants room before the first wrap
    this.#timestamp = randomBelow(random, 2 ** 32);
  }

  /** The number of the packet after the last one. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The timestamp of sound that begins now: as far from the last one as that was ago. */
  timestampAt(at: Instant, clockRate: number): number {
    const since = this.#at === undefined ? 0 : Math.max(0, at - this.#at);
    return nextTimestamp(this.#timestamp, Math.round((since * clockRate) / 1000));
  }

  /** Sends under our SSRC with the header's other values; `header.ssrc` is overwritten. */
  send(header: RtpHeader, payload: Uint8Array, clockRate: number, at: Instant): void {
    if (payload.length > LARGEST) return;
    const length = RTP_HEADER_BYTES + payload.length;
    if (this.#whole.length !== length) this.#whole = this.#datagram.subarray(0, length);
    this.#datagram.set(payload, RTP_HEADER_BYTES);
    this.sendIn(this.#whole, header, clockRate, at);
  }

  /** The same for a payload that has twelve octets before it, for the header. */
  sendIn(datagram: Uint8Array, header: RtpHeader, clockRate: number, at: Instant): void {
    const payload = datagram.length - RTP_HEADER_BYTES;
    if (payload > LARGEST) return;
    header.ssrc = this.ssrc;
    writeRtpHeader(datagram, header);
    this.#path.sendRtp(datagram);
    this.#note(header, at);
    this.stats.sends(payload, header.timestamp, clockRate, at);
  }

  /** A relayed packet may be older than the last one; then it moves nothing on. */
  #note(header: RtpHeader, at: Instant): void {
    if (sequenceSteps(this.#sequence, header.sequence) < 0) return;
    this.#sequence = nextSequence(header.sequence);
    this.#timestamp = header.timestamp;
    this.#at = at;
  }
}
