import { type Instant, millis } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { PortStats } from "#media/engine/mediaEngine.ts";
import type { RtpSender } from "#media/engine/rtpSender.ts";
import { meanOpinion } from "#media/rtp/quality.ts";
import type { ReceiverStats } from "#media/rtp/receiverStats.ts";
import { formatRtcp, parseRtcp, type ReportBlock, type RtcpPart } from "#media/rtp/rtcp.ts";
import { fromMiddle, middle, ntpTime, toMiddle } from "#media/rtp/senderStats.ts";
import type { Clock } from "#world/clock.ts";

/** What both sides tell each other of how it sounds (RFC 3550 §6): one a session. */
export class Reports {
  readonly #clock: Clock;
  readonly #ssrc: number;
  #theirs: { readonly at: Instant; readonly middle: number } | undefined;
  #roundTrip: number | undefined;

  constructor(clock: Clock, ssrc: number) {
    this.#clock = clock;
    this.#ssrc = ssrc;
  }

  /** A report of theirs; what cannot be read is passed over. */
  hears(data: Uint8Array, at: Instant): void {
    const parts = parseRtcp(data);
    for (const part of parts.ok ? parts.value : []) {
      if (part.type === "senderReport") this.#theirs = { at, middle: middle(part.ntp) };
      if (part.type === "senderReport" || part.type === "receiverReport")
        for (const block of part.blocks) this.#measure(block);
    }
  }

  /** RFC 3550 §6.4.1: now, less when we said it, less how long they kept it. */
  #measure({ ssrc, lastReport, delay }: ReportBlock): void {
    if (ssrc !== this.#ssrc || lastReport === 0) return;
    const trip = (middle(ntpTime(this.#clock.wallTime())) - lastReport - delay) | 0;
    if (trip >= 0) this.#roundTrip = fromMiddle(trip);
  }

  /** What to send now. */
  report(sender: RtpSender | undefined, received: ReceiverStats, goodbye: boolean): Uint8Array {
    const ssrc = this.#ssrc;
    const blocks = received.ssrc === undefined ? [] : [this.#block(received, received.ssrc)];
    const head: RtcpPart =
      sender !== undefined && sender.stats.packets > 0
        ? {
            type: "senderReport",
            ssrc,
            ntp: ntpTime(this.#clock.wallTime()),
            timestamp: sender.stats.timestampAt(this.#clock.now()),
            packets: sender.stats.packets,
            octets: sender.stats.octets,
            blocks,
          }
        : { type: "receiverReport", ssrc, blocks };
    const names: RtcpPart = { type: "names", ssrc, cname: `${ssrc.toString(16)}@ringwise` };
    return formatRtcp([
      head,
      names,
      ...(goodbye ? [{ type: "goodbye" as const, ssrcs: [ssrc] }] : []),
    ]);
  }

  #block(received: ReceiverStats, ssrc: number): ReportBlock {
    const theirs = this.#theirs;
    return {
      ssrc,
      ...received.report(),
      lastReport: theirs?.middle ?? 0,
      delay: theirs === undefined ? 0 : toMiddle(millis(this.#clock.now() - theirs.at)),
    };
  }

  /** All that is known of a session. */
  stats(known: {
    readonly sent: number;
    readonly received: ReceiverStats;
    readonly discarded: number;
    readonly strangers: number;
    readonly codec: CodecName | undefined;
  }): PortStats {
    const { sent, received, discarded, strangers, codec } = known;
    const roundTrip = this.#roundTrip;
    const expected = received.received + received.lost;
    const loss = expected === 0 ? 0 : (received.lost + discarded) / expected;
    return {
      sent,
      received: received.received,
      lost: received.lost,
      discarded,
      strangers,
      jitter: received.jitter,
      ...(roundTrip !== undefined && { roundTrip: millis(roundTrip) }),
      mos: meanOpinion({
        codec: codec ?? "PCMU",
        loss: Math.min(1, loss),
        jitter: received.jitter,
        roundTrip: millis(roundTrip ?? 0),
      }),
      ...(codec !== undefined && { codec }),
    };
  }
}
