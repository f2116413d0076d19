/**
 * What came from outside and could not be meant: it changed nothing, is counted by what it was, and
 * is named in the log once for each place that it came from.
 */
import type { Log } from "#world/log.ts";

/** What was ignored, without saying whose it was. */
export interface IgnoredCount {
  readonly what: string;
  readonly count: number;
}

/** Places beyond these are counted together and not named. */
const mostNamed = 100;

export class IgnoredSignals {
  readonly #log: Log;
  readonly #counts = new Map<string, number>();
  readonly #named = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** `whence`: a telephone, a gateway, an address. */
  note(what: string, whence: string, about: object = {}): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    const name = `${what} (${whence})`;
    if (this.#named.has(name) || this.#named.size > mostNamed) return;
    this.#named.add(name);
    const isLast = this.#named.size > mostNamed;
    this.#log.warn(isLast ? `${what}, and from other places` : name, about);
  }

  counts(): readonly IgnoredCount[] {
    return [...this.#counts].map(([what, count]) => ({ what, count }));
  }
}
