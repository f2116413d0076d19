import { fail, ok, type Result } from "#kit/result.ts";
import type { SipUri } from "#sip/message/uri.ts";
import {
  type LocateEffect,
  type LocateState,
  locating,
  startLocating,
} from "#sip/transport/locate.ts";
import { nameShelf } from "#sip/transport/nameShelf.ts";
import type { Hop } from "#sip/transport/transport.ts";
import { randomBelow } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** Finds the hops of a URI; `then` is called once, and at once where all is known. */
export type Locate = (uri: SipUri, then: (hops: Result<readonly Hop[]>) => void) => void;

/** Performs locate.ts; what the DNS said is kept. */
export function locator(world: Pick<World, "clock" | "network" | "random">, six: boolean): Locate {
  const names = nameShelf(world);
  const facts = { luck: (below: number) => randomBelow(world.random, below), six };

  return (uri, then) => {
    const run = ([state, [effect]]: readonly [LocateState, readonly LocateEffect[]]): void => {
      if (state.name === "located") {
        const { hops } = state;
        then(hops.length > 0 ? ok(hops) : fail("sip.notLocated", `no way to ${uri.host}`));
      } else if (effect !== undefined)
        names.ask(effect, (records) => run(locating.step(state, { on: "found", records }, facts)));
    };
    run(startLocating(uri, facts));
  };
}
