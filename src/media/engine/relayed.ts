import type { Instant } from "#kit/time.ts";
import type { RtpSender } from "#media/engine/rtpSender.ts";
import { payloadOf, RTP_HEADER_BYTES, type RtpHeader, type RtpView } from "#media/rtp/packet.ts";
import { sequenceSteps, timestampSteps } from "#media/rtp/sequence.ts";

/** A jump further than this is a sender that began anew: its gap is not passed on. */
const FAR = 3000;

/** The payload type they understand, and its clock. */
interface Named {
  readonly sends: number;
  readonly clockRate: number;
}

/**
 * One party's packets on their way to another as they are: under our own SSRC, sequence and
 * timestamps, which move as the sender's do, so that losses and pauses stay what they were.
 */
export class Relayed {
  readonly #sender: RtpSender;
  readonly #header: RtpHeader = {
    payloadType: 0,
    marker: false,
    sequence: 0,
    timestamp: 0,
    ssrc: 0,
  };
  #source: number | undefined;
  #theirs = { sequence: 0, timestamp: 0 };
  #ours = { sequence: 0, timestamp: 0 };

  constructor(sender: RtpSender) {
    this.#sender = sender;
  }

  /** The next packet is the first of a new row: it comes from somebody else, or after our own sound. */
  begin(): void {
    this.#source = undefined;
  }

  /** `packet`: what `view` was read from; its header may be overwritten. */
  pass(view: RtpView, packet: Uint8Array, as: Named, at: Instant): void {
    const header = this.#header;
    const steps = sequenceSteps(this.#theirs.sequence, view.sequence);
    const isNew = view.ssrc !== this.#source || Math.abs(steps) > FAR;
    if (isNew) this.#anchor(view, as.clockRate, at);
    header.payloadType = as.sends;
    header.marker = view.marker || isNew;
    header.sequence =
      (this.#ours.sequence + sequenceSteps(this.#theirs.sequence, view.sequence)) & 0xffff;
    header.timestamp =
      (this.#ours.timestamp + timestampSteps(this.#theirs.timestamp, view.timestamp)) >>> 0;
    const isBare = view.from === RTP_HEADER_BYTES && view.to === packet.length;
    if (isBare) this.#sender.sendIn(packet, header, as.clockRate, at);
    else this.#sender.send(header, payloadOf(packet, view), as.clockRate, at);
  }

  #anchor(packet: RtpHeader, clockRate: number, at: Instant): void {
    this.#source = packet.ssrc;
    this.#theirs = { sequence: packet.sequence, timestamp: packet.timestamp };
    this.#ours = {
      sequence: this.#sender.sequence,
      timestamp: this.#sender.timestampAt(at, clockRate),
    };
  }
}
