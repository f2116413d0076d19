import type { Instant } from "#kit/time.ts";

/**
 * sip/guard: what may come from outside, and how often. Pure values and functions; the shell
 * asks before it acts.
 */

/** A bucket a source: `burst` at once, `perSecond` afterwards. Bounded; the least recently seen is forgotten. */
export interface RateLimit {
  /** True, and one token less; false when there is none left. */
  allows(source: string, now: Instant): boolean;
  readonly size: number;
}

interface Bucket {
  tokens: number;
  seen: Instant;
}

export function rateLimit(burst: number, perSecond: number, mostSources = 10_000): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    get size() {
      return buckets.size;
    },
    allows(source, now) {
      const bucket = buckets.get(source) ?? { tokens: burst, seen: now };
      buckets.delete(source);
      buckets.set(source, bucket); // to the end: the map is in order of last sight
      const oldest = buckets.keys().next();
      if (buckets.size > mostSources && !oldest.done) buckets.delete(oldest.value);
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.seen) / 1000) * perSecond);
      bucket.seen = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}

/**
 * Sources that keep guessing passwords: slowed, then not answered for a while. A device's owner
 * elsewhere is never locked out, because only the source counts, never the name that it tried.
 */
export interface Bans {
  /** Not answered at all until then. */
  isBanned(source: string, now: Instant): boolean;
  /** A wrong password, a stranger's call out, an unknown user. */
  strike(source: string, now: Instant): void;
  /** False: there was nothing to forgive. */
  forgive(source: string): boolean;
  list(now: Instant): readonly { readonly source: string; readonly until: Instant }[];
  /** How many strikes of that source still count. */
  strikes(source: string, now: Instant): number;
  /** All of whom some were noted, even if they count no more. */
  sources(): Iterable<string>;
}

interface Strikes {
  readonly count: number;
  readonly until: Instant;
  readonly last: Instant;
}

const forgottenAfter = 10 * 60_000;
const firstBan = 60_000;
const longestBan = 60 * 60_000;

export function bans(strikesToBan = 10, mostSources = 10_000): Bans {
  const sources = new Map<string, Strikes>();
  const strikes = (source: string, now: Instant): number => {
    const before = sources.get(source);
    const isOld = !before || now - Math.max(before.last, before.until) > forgottenAfter;
    return isOld ? 0 : before.count;
  };
  return {
    strikes,
    sources: () => sources.keys(),
    isBanned: (source, now) => (sources.get(source)?.until ?? 0) > now,
    strike(source, now) {
      const count = strikes(source, now) + 1;
      const over = count - strikesToBan;
      const wait = over < 0 ? 0 : Math.min(longestBan, firstBan * 2 ** over);
      sources.delete(source);
      sources.set(source, { count, until: (now + wait) as Instant, last: now });
      const oldest = sources.keys().next();
      if (sources.size > mostSources && !oldest.done) sources.delete(oldest.value);
    },
    forgive: (source) => sources.delete(source),
    list: (now) =>
      [...sources]
        .filter(([, { until }]) => until > now)
        .map(([source, { until }]) => ({ source, until })),
  };
}
