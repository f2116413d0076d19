import { type Instant, type Millis, millis, type WallTime } from "#kit/time.ts";
import { nextTimestamp } from "#media/rtp/sequence.ts";

/** Seconds from 1900, where NTP begins, to 1970. */
const NTP_EPOCH = 2_208_988_800;

/** 64 bits of NTP time: seconds since 1900 and their 2^32nd parts. */
export interface NtpTime {
  readonly seconds: number;
  readonly fraction: number;
}

export function ntpTime(at: WallTime): NtpTime {
  const whole = Math.floor(at / 1000);
  return {
    seconds: (whole + NTP_EPOCH) >>> 0,
    fraction: Math.floor(((at - whole * 1000) / 1000) * 0x1_0000_0000) >>> 0,
  };
}

/** The middle 32 bits, in 65,536ths of a second: what LSR and DLSR are written in. */
export const middle = ({ seconds, fraction }: NtpTime): number =>
  ((seconds << 16) | (fraction >>> 16)) >>> 0;

export const toMiddle = (time: Millis): number => Math.round((time * 65_536) / 1000) >>> 0;
export const fromMiddle = (units: number): Millis => millis((units * 1000) / 65_536);

/** What we sent from one session, as a sender report says it (RFC 3550 §6.4.1). Hot: changes in place. */
export class SenderStats {
  packets = 0;
  /** Of payload. */
  octets = 0;
  #timestamp = 0;
  #clockRate = 8000;
  #at: Instant | undefined;

  sends(payload: number, timestamp: number, clockRate: number, at: Instant): void {
    this.packets += 1;
    this.octets = (this.octets + payload) >>> 0;
    this.#timestamp = timestamp;
    this.#clockRate = clockRate;
    this.#at = at;
  }

  /** The RTP timestamp of a moment, for the NTP time beside it. */
  timestampAt(now: Instant): number {
    const since = this.#at === undefined ? 0 : ((now - this.#at) * this.#clockRate) / 1000;
    return nextTimestamp(this.#timestamp, Math.round(since));
  }
}
