import { fail, type Result } from "#kit/result.ts";
import { after, type Millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** An end to waiting, for several things that are waited for one after another. */
export interface Limit {
  readonly signal: AbortSignal;
  /** Comes with the trouble once time is up or nobody wants to know. */
  readonly up: Promise<Result<never>>;
  over(): void;
}

interface Asked {
  readonly within: Millis;
  readonly abandoned?: AbortSignal;
}

/** `what` is for a person, in the detail of `http.timeout` and `http.abandoned`. */
export function timeLimit({ within, abandoned }: Asked, clock: Clock, what: string): Limit {
  const ends = new AbortController();
  const up = Promise.withResolvers<Result<never>>();
  const end = (trouble: Result<never>): void => {
    up.resolve(trouble);
    ends.abort();
  };
  const givenUp = (): void => end(fail("http.abandoned", what));
  const late = (): void => end(fail("http.timeout", `${what} within ${within} ms`));
  const cancel = clock.at(after(clock.now(), within), late);
  if (abandoned?.aborted) givenUp();
  abandoned?.addEventListener("abort", givenUp, { once: true });
  return {
    signal: ends.signal,
    up: up.promise,
    over() {
      cancel();
      abandoned?.removeEventListener("abort", givenUp);
    },
  };
}
