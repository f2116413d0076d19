import type { Millis } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";

/** What is known of how a party is heard. */
export interface Heard {
  readonly codec: CodecName;
  /** 0 to 1. */
  readonly loss: number;
  readonly jitter: Millis;
  readonly roundTrip: Millis;
}

/** R with nothing impaired (ITU-T G.107, all defaults). */
const BEST = 93.2;
/** Where a listener begins to notice delay. */
const NOTICED = 177.3;

/** G.113 Appendix I: what the codec itself costs, and how well it hides losses that come at random. */
const impairments: Readonly<Record<CodecName, readonly [ie: number, bpl: number]>> = {
  PCMU: [0, 25.1],
  PCMA: [0, 25.1],
  G722: [0, 25.1], // narrowband scale: wideband is at least as good as G.711
  opus: [0, 25.1],
};

/** 1 to 4.5 by the E-model: packet loss and delay, everything else at its default. */
export function meanOpinion({ codec, loss, jitter, roundTrip }: Heard): number {
  const delay = roundTrip / 2 + 2 * jitter + 40; // the jitter buffer and two frames
  const [ie, bpl] = impairments[codec];
  const percent = loss * 100;
  const lossy = ie + ((95 - ie) * percent) / (percent + bpl); // G.107 §3.5 with BurstR = 1
  const late = 0.024 * delay + (delay > NOTICED ? 0.11 * (delay - NOTICED) : 0);
  return opinionOf(BEST - lossy - late);
}

/** G.107 Annex B. */
function opinionOf(r: number): number {
  if (r <= 0) return 1;
  const mos = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  return Math.round(100 * Math.min(4.5, Math.max(1, mos))) / 100;
}
