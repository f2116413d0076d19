import { fail, ok, type Result } from "#kit/result.ts";
import { after, type Instant, millis, seconds } from "#kit/time.ts";
import type { SipUri } from "#sip/message/uri.ts";
import {
  type LocateEffect,
  type LocateState,
  locating,
  startLocating,
} from "#sip/transport/locate.ts";
import type { Hop } from "#sip/transport/transport.ts";
import type { DnsRecord } from "#world/network.ts";
import { randomBelow } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** Finds the hops of a URI; `then` is called once, and at once where all is known. */
export type Locate = (uri: SipUri, then: (hops: Result<readonly Hop[]>) => void) => void;

interface Kept {
  readonly records: readonly DnsRecord[];
  readonly until: Instant;
}

/** A DNS that does not answer must not hold a call for longer than this. */
const answersWithin = seconds(5);
const mostKept = 2000;
/** What is not there may be there soon. */
const nothingKeptFor = seconds(10);
const longestKept = seconds(3600);

/** Performs locate.ts, keeping what the DNS said for as long as it said. */
export function locator(world: Pick<World, "clock" | "network" | "random">, six: boolean): Locate {
  const kept = new Map<string, Kept>();
  const facts = { luck: (below: number) => randomBelow(world.random, below), six };
  const { clock } = world;

  function ask(effect: LocateEffect, then: (records: readonly DnsRecord[]) => void): void {
    const key = `${effect.kind} ${effect.host.toLowerCase()}`;
    const known = literal(effect) ?? fresh(key);
    if (known !== undefined) {
      then(known);
      return;
    }
    let waiting = true;
    const once = (records: readonly DnsRecord[]): void => {
      if (!waiting) return;
      waiting = false;
      giveUp();
      then(records);
    };
    const giveUp = clock.at(after(clock.now(), answersWithin), () => once([]));
    void world.network.lookup(effect.host, effect.kind).then((found) => {
      if (found.ok) keep(key, found.value);
      once(found.ok ? found.value : []);
    });
  }

  function fresh(key: string): readonly DnsRecord[] | undefined {
    const one = kept.get(key);
    return one !== undefined && one.until > clock.now() ? one.records : undefined;
  }

  function keep(key: string, records: readonly DnsRecord[]): void {
    if (kept.size >= mostKept) kept.clear();
    const shortest = Math.min(longestKept, ...records.map(({ ttl }) => ttl));
    const wait = records.length === 0 ? nothingKeptFor : millis(shortest);
    kept.set(key, { records, until: after(clock.now(), wait) });
  }

  return (uri, then) => {
    const run = ([state, [effect]]: readonly [LocateState, readonly LocateEffect[]]): void => {
      if (state.name === "located") {
        const { hops } = state;
        then(hops.length > 0 ? ok(hops) : fail("sip.notLocated", `no way to ${uri.host}`));
      } else if (effect !== undefined)
        ask(effect, (records) => run(locating.step(state, { on: "found", records }, facts)));
    };
    run(startLocating(uri, facts));
  };
}

/** An address needs no asking. */
function literal({ host, kind }: LocateEffect): readonly DnsRecord[] | undefined {
  const isFour = /^\d+(\.\d+){3}$/.test(host);
  if (kind === "A" && isFour) return [{ kind, data: [host], ttl: longestKept }];
  if (kind === "AAAA" && host.includes(":")) return [{ kind, data: [host], ttl: longestKept }];
  return undefined;
}
