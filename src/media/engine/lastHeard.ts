import type { RtpHeader } from "#media/rtp/packet.ts";
import { sequenceSteps } from "#media/rtp/sequence.ts";

/** A minute of sound: a party that was away for longer proves nothing by its numbers. */
const FAR = 3000;

/**
 * SSRC and sequence of the packet that a party sent last. Nobody but the party and the network
 * between us knows them: who goes on with them from another address is the party, to whom its router
 * has given another port. Also of SRTP, whose header is open.
 */
export class LastHeard {
  isAnything = false;
  #ssrc = 0;
  #sequence = 0;

  /** For every packet: allocates nothing. */
  note(packet: Uint8Array): void {
    this.isAnything = true;
    this.#ssrc = ssrcOf(packet);
    this.#sequence = ((packet[2] ?? 0) << 8) | (packet[3] ?? 0);
  }

  goesOn({ ssrc, sequence }: RtpHeader): boolean {
    const steps = sequenceSteps(this.#sequence, sequence);
    return this.isAnything && (ssrc | 0) === this.#ssrc && steps > 0 && steps < FAR;
  }
}

/** Signed: a small integer to the engine, so that keeping it allocates nothing. */
const ssrcOf = (packet: Uint8Array): number =>
  ((packet[8] ?? 0) << 24) |
  ((packet[9] ?? 0) << 16) |
  ((packet[10] ?? 0) << 8) |
  (packet[11] ?? 0);
