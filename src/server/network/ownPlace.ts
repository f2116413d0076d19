import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/**
 * This machine's own address may be another from one moment to the next: a router that gives a new
 * one, another network, a VPN. Nobody tells a program of that, so whoever has written ours to a peer
 * looks again every few seconds.
 */
export interface OwnPlace {
  /** Look whether `ownAddress` has another answer than what your peers were told. */
  readonly looks: Listen<undefined>;
  close(): void;
}

const every = seconds(5);

export function ownPlace(clock: Clock): OwnPlace {
  const told = listeners<undefined>();
  let cancel: Cancel;
  const waits = (): void => {
    cancel = clock.at(after(clock.now(), every), () => {
      told.tell(undefined);
      waits();
    });
  };
  waits();
  return { looks: told.listen, close: () => cancel() };
}
