/**
 * How a party sounded to us while it spoke: what arrived between one report and the next, of the
 * figures that a media port counts from its beginning. A long call keeps fewer moments, not more.
 */
import { millis } from "#kit/time.ts";
import type { PortStats } from "#media/engine/mediaEngine.ts";
import { meanOpinion } from "#media/rtp/quality.ts";
import type { SoundSample } from "#server/control/callViews.ts";

/** An hour of reports every 5 s is 720: from then on two neighbours become one. */
const most = 720;

type Totals = Pick<PortStats, "received" | "lost" | "discarded">;
const nothing: Totals = { received: 0, lost: 0, discarded: 0 };

/** One report's worth of sound; undefined when nothing came and nothing was missed. */
export function sampleOf(stats: PortStats, before: Totals, at: number): SoundSample | undefined {
  const received = stats.received - before.received;
  const lost = Math.max(0, stats.lost + stats.discarded - before.lost - before.discarded);
  const expected = received + Math.max(0, stats.lost - before.lost);
  if (received <= 0 && lost === 0) return undefined;
  const loss = expected <= 0 ? 1 : Math.min(1, lost / expected);
  const { jitter, roundTrip, codec = "PCMU" } = stats;
  const mos = meanOpinion({ codec, loss, jitter, roundTrip: roundTrip ?? millis(0) });
  return {
    at: Math.round(at),
    lost: rounded(loss * 100, 10),
    jitter: rounded(jitter, 10),
    ...(roundTrip !== undefined && { roundTrip: rounded(roundTrip, 10) }),
    mos: rounded(mos, 100),
  };
}

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;

/** One sample for two neighbours: the worse of each, for it is what the ear remembers. */
const worseOf = (one: SoundSample, other: SoundSample): SoundSample => ({
  at: one.at,
  lost: Math.max(one.lost, other.lost),
  jitter: Math.max(one.jitter, other.jitter),
  ...(one.roundTrip !== undefined || other.roundTrip !== undefined
    ? { roundTrip: Math.max(one.roundTrip ?? 0, other.roundTrip ?? 0) }
    : {}),
  mos: Math.min(one.mos, other.mos),
});

export class SoundHistory {
  #samples: SoundSample[] = [];
  #codec: string | undefined;

  /** `before`: the port's totals when it was last asked; it may have served another leg then. */
  note(stats: PortStats, before: Totals | undefined, at: number): void {
    this.#codec = stats.codec ?? this.#codec;
    const sample = sampleOf(stats, before ?? nothing, at);
    if (!sample) return;
    this.#samples.push(sample);
    if (this.#samples.length > most) this.#samples = halved(this.#samples);
  }

  get codec(): string | undefined {
    return this.#codec;
  }

  get samples(): readonly SoundSample[] {
    return this.#samples;
  }
}

function halved(samples: readonly SoundSample[]): SoundSample[] {
  return samples.flatMap((one, i) => {
    if (i % 2 === 1) return [];
    const other = samples[i + 1];
    return [other ? worseOf(one, other) : one];
  });
}
