/** Sound and the silence behind it, in milliseconds; no `off` while the silence lasts. */
export interface Burst {
  /** Frequencies as text; empty for what has none, such as a ring. */
  readonly tone: string;
  readonly on: number;
  readonly off?: number;
}

/** More bursts than this make no cadence that any country has. */
const LONGEST = 4;

/**
 * The bursts of one turn, averaged over all turns: after two of them, so that no other rhythm is
 * possible. The first burst may have been cut off by who came late.
 */
export function turnOf(bursts: readonly Burst[]): readonly Burst[] | undefined {
  for (const from of [0, 1])
    for (let length = 1; length <= LONGEST; length++) {
      const whole = bursts.slice(from).filter(({ off }) => off !== undefined);
      if (whole.length >= 2 * length && repeats(whole, length)) return averaged(whole, length);
    }
  return undefined;
}

const repeats = (bursts: readonly Burst[], length: number): boolean =>
  bursts.every((burst, i) => {
    const before = bursts[i - length];
    return before === undefined || isLike(burst, before);
  });

/** The same, as near as an ear can tell: within 15 ms and 4 %. */
export const isLike = (one: Burst, other: Burst): boolean =>
  one.tone === other.tone &&
  isNear(one.on, other.on) &&
  (one.off === undefined || other.off === undefined || isNear(one.off, other.off));
const isNear = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 15 + 0.04 * Math.max(one, other);

function averaged(bursts: readonly Burst[], length: number): readonly Burst[] {
  return bursts.slice(0, length).map(({ tone }, i) => {
    const same = bursts.filter((_, at) => at % length === i);
    const mean = (of: (burst: Burst) => number): number =>
      same.reduce((sum, burst) => sum + of(burst), 0) / same.length;
    return { tone, on: mean(({ on }) => on), off: mean(({ off = 0 }) => off) };
  });
}

/** `480+620 0.5/0.5`, `0.4/0.2 0.4/2`, `950 0.33/0 1400 0.33/0 1800 0.33/1`; seconds, to 5 ms. */
export function cadenceText(bursts: readonly Burst[]): string {
  return bursts
    .map(({ tone, on, off }, i) => {
      const name = tone === bursts[i - 1]?.tone ? "" : tone;
      const lengths = off === undefined ? inSeconds(on) : `${inSeconds(on)}/${inSeconds(off)}`;
      return name === "" ? lengths : `${name} ${lengths}`;
    })
    .join(" ");
}

const inSeconds = (ms: number): string => String((Math.round(ms / 5) * 5) / 1000);
