import { type Instant, type Millis, millis } from "#kit/time.ts";
import type { RtpHeader } from "#media/rtp/packet.ts";
import { sequenceSteps, timestampSteps } from "#media/rtp/sequence.ts";

/** RFC 3550 A.1: a jump further than these is a sender that began anew, when its next packet follows. */
const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;

/** What a report block says of one source (RFC 3550 §6.4.1). */
export interface Reception {
  /** Of the packets since the last report, in 256ths. */
  readonly fraction: number;
  readonly lost: number;
  readonly highest: number;
  /** In units of the RTP clock. */
  readonly jitter: number;
}

/**
 * What came from one party: loss (RFC 3550 A.3) and jitter (A.8) over all sources that it used, one
 * after another. Hot: changes in place.
 */
export class ReceiverStats {
  received = 0;
  /** The source that is being counted, once there is one. */
  ssrc: number | undefined;
  #clockRate = 8000;
  #base = 0;
  #highest = 0;
  #ofSource = 0;
  #bad = -1;
  #transit: number | undefined;
  #jitter = 0;
  #lostBefore = 0;
  #atReport = { expected: 0, received: 0 };

  /** A packet with a clock other than the last one's does not count as jitter. */
  arrives(header: RtpHeader, clockRate: number, at: Instant): void {
    if (header.ssrc !== this.ssrc) this.#begins(header);
    else if (!this.#follows(header.sequence)) return;
    this.received += 1;
    this.#ofSource += 1;
    this.#shakes(header.timestamp, clockRate, at);
  }

  /** Packets that should have come and did not; a repeat makes up for a loss, as the RFC counts. */
  get lost(): number {
    return Math.max(0, this.#lostBefore + this.#expected - this.#ofSource);
  }

  get jitter(): Millis {
    return millis((this.#jitter * 1000) / this.#clockRate);
  }

  /** For a report, which begins the next interval. */
  report(): Reception {
    const expected = this.#expected - this.#atReport.expected;
    const missing = expected - (this.#ofSource - this.#atReport.received);
    this.#atReport = { expected: this.#expected, received: this.#ofSource };
    const fraction = expected <= 0 || missing <= 0 ? 0 : Math.min(255, (missing << 8) / expected);
    return {
      fraction: Math.floor(fraction),
      lost: Math.min(0x7fffff, this.#expected - this.#ofSource),
      highest: this.#highest >>> 0,
      jitter: Math.floor(this.#jitter),
    };
  }

  get #expected(): number {
    return this.ssrc === undefined ? 0 : this.#highest - this.#base + 1;
  }

  #begins(header: RtpHeader): void {
    this.#lostBefore += Math.max(0, this.#expected - this.#ofSource);
    this.ssrc = header.ssrc;
    [this.#base, this.#highest] = [header.sequence, header.sequence];
    [this.#ofSource, this.#bad] = [0, -1];
    this.#transit = undefined;
    this.#atReport = { expected: 0, received: 0 };
  }

  #follows(sequence: number): boolean {
    const steps = sequenceSteps(this.#highest & 0xffff, sequence);
    if (steps >= 0 && steps < MAX_DROPOUT) this.#highest += steps;
    else if (steps < -MAX_MISORDER || steps >= MAX_DROPOUT) return this.#jumps(sequence);
    this.#bad = -1;
    return true;
  }

  /** Two packets in a row from far away: the sender began anew (RFC 3550 A.1). */
  #jumps(sequence: number): boolean {
    if (sequence !== this.#bad) {
      this.#bad = (sequence + 1) & 0xffff;
      return false;
    }
    this.#lostBefore += Math.max(0, this.#expected - this.#ofSource);
    [this.#base, this.#highest, this.#ofSource, this.#bad] = [sequence, sequence, 0, -1];
    this.#atReport = { expected: 0, received: 0 };
    return true;
  }

  /** RFC 3550 A.8. */
  #shakes(timestamp: number, clockRate: number, at: Instant): void {
    const transit = ((at * clockRate) / 1000 - timestamp) | 0;
    if (this.#transit !== undefined && clockRate === this.#clockRate) {
      const difference = Math.abs(timestampSteps(this.#transit, transit));
      if (difference < 10 * clockRate) this.#jitter += (difference - this.#jitter) / 16;
    }
    this.#transit = transit;
    this.#clockRate = clockRate;
  }
}
