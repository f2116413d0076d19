import { after, type Millis, minutes } from "#kit/time.ts";
import type { Hop } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";

/** Long enough not to lose seconds with each call, short enough to find out that a server is back. */
export const quietFor = minutes(5);
const mostKept = 500;

/**
 * Next hops that lately did not answer: they are asked behind their neighbours, never left out, so
 * that the second request to a name with a dead server in front does not wait for it again
 * (RFC 3263 §4.3 leaves the order in time open; RFC 3261 §21.5.4 wants a 503's Retry-After kept).
 */
export class QuietHops {
  readonly #clock: Clock;
  /** By hop, until when. */
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(hop: Hop | undefined, wait: Millis = quietFor): void {
    if (hop === undefined) return;
    const key = keyOf(hop);
    this.#until.delete(key);
    this.#until.set(key, after(this.#clock.now(), wait));
    const [oldest] = this.#until.keys();
    if (this.#until.size > mostKept && oldest !== undefined) this.#until.delete(oldest);
  }

  spoke(hop: Hop | undefined): void {
    if (hop !== undefined && this.#until.size > 0) this.#until.delete(keyOf(hop));
  }

  /** The same hops, in the same order but that quiet ones come last. */
  last(hops: readonly Hop[]): readonly Hop[] {
    if (this.#until.size === 0 || hops.length < 2) return hops;
    return [
      ...hops.filter((hop) => !this.#isQuiet(hop)),
      ...hops.filter((hop) => this.#isQuiet(hop)),
    ];
  }

  #isQuiet(hop: Hop): boolean {
    return (this.#until.get(keyOf(hop)) ?? 0) > this.#clock.now();
  }
}

const keyOf = ({ protocol, remote }: Hop): string => `${protocol} ${remote.host} ${remote.port}`;
