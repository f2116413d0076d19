/**
 * How often a source may guess. Each failure doubles the wait of that source, from one second to
 * fifteen minutes; the owner elsewhere is never locked out. Bounded: the oldest source is forgotten.
 */
export interface Attempts {
  /** Milliseconds that this source still has to wait; 0 when it may try. */
  wait(source: string, now: number): number;
  failed(source: string, now: number): void;
  succeeded(source: string): void;
}

interface Record {
  readonly failures: number;
  readonly until: number;
}

const free = 3; // typing errors
const longest = 15 * 60_000;

export function attempts(mostSources = 10_000): Attempts {
  const bySource = new Map<string, Record>();
  return {
    wait: (source, now) => Math.max(0, (bySource.get(source)?.until ?? 0) - now),
    failed(source, now) {
      const failures = (bySource.get(source)?.failures ?? 0) + 1;
      const wait = failures <= free ? 0 : Math.min(longest, 1000 * 2 ** (failures - free - 1));
      bySource.delete(source); // to the end: the map is in order of last failure
      bySource.set(source, { failures, until: now + wait });
      const oldest = bySource.keys().next();
      if (bySource.size > mostSources && !oldest.done) bySource.delete(oldest.value);
    },
    succeeded: (source) => void bySource.delete(source),
  };
}
