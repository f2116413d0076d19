import { after, type Instant, millis, seconds } from "#kit/time.ts";
import type { LocateEffect } from "#sip/transport/locate.ts";
import type { DnsRecord } from "#world/network.ts";
import type { World } from "#world/world.ts";

type Records = readonly DnsRecord[];

/**
 * What the DNS has said. While it answers, each answer is good for as long as it said; when it does not,
 * the last one stays good for a day (RFC 8767), and it is not asked for the same again at every call.
 */
export interface NameShelf {
  /** `then` is called once, and at once where all is known; empty: no such record, or nobody knows. */
  ask(question: LocateEffect, then: (records: Records) => void): void;
}

interface Kept {
  readonly records: Records;
  readonly until: Instant;
  /** What the DNS has not taken back until then is better than nothing. */
  readonly stale: Instant;
}

const mostKept = 2000;
/** What is not there may be there soon. */
const nothingKeptFor = seconds(10);
const longestKept = seconds(3600);
/** RFC 8767 §5: one to three days. */
const staleFor = seconds(24 * 3600);
/** A DNS that does not answer must not hold a call for longer than this … */
const answersWithin = seconds(5);
/** … nor for longer than this where an old answer is at hand (RFC 8767 §5), or where it was silent just now. */
const impatient = seconds(1.8);
/** RFC 9520 §3.2: a failure is remembered too; RFC 8767 §5: for 30 s where an old answer does. */
const failureKeptFor = seconds(30);
const unknownKeptFor = seconds(5);

export function nameShelf({ network, clock }: Pick<World, "clock" | "network">): NameShelf {
  const said = answers(clock);
  /** Who waits for a question that is on its way, once at a time. */
  const waiting = new Map<string, Set<() => void>>();
  let silentUntil = clock.now();

  function lookUp({ host, kind }: LocateEffect, key: string): Set<() => void> {
    const there = waiting.get(key);
    if (there !== undefined) return there;
    const those = new Set<() => void>();
    waiting.set(key, those);
    void network.lookup(host, kind).then((found) => {
      if (found.ok) {
        said.keep(key, found.value);
        silentUntil = clock.now();
      } else said.failed(key);
      waiting.delete(key);
      for (const goOn of those) goOn();
    });
    return those;
  }

  return {
    ask(question, then) {
      const key = `${question.kind} ${question.host.toLowerCase()}`;
      const there = literal(question) ?? said.now(key);
      if (there !== undefined) return then(there);
      const others = lookUp(question, key);
      const old = said.last(key);
      const isSilent = silentUntil > clock.now();
      if (old !== undefined && isSilent) return then(old);
      const goOn = (): void => {
        giveUp();
        then(said.last(key) ?? []);
      };
      const patience = old !== undefined || isSilent ? impatient : answersWithin;
      const giveUp = clock.at(after(clock.now(), patience), () => {
        others.delete(goOn);
        said.failed(key);
        silentUntil = after(clock.now(), failureKeptFor);
        goOn();
      });
      others.add(goOn);
    },
  };
}

function answers(clock: Pick<World["clock"], "now">) {
  const now = (): Instant => clock.now();
  const kept = new Map<string, Kept>();
  const failed = new Map<string, Instant>();
  const last = (key: string): Records | undefined => {
    const one = kept.get(key);
    return one !== undefined && one.stale > now() ? one.records : undefined;
  };
  return {
    /** The last answer, where it is not too old. */
    last,
    /** What need not be asked now. */
    now(key: string): Records | undefined {
      const one = kept.get(key);
      if (one !== undefined && one.until > now()) return one.records;
      return (failed.get(key) ?? 0) > now() ? (last(key) ?? []) : undefined;
    },
    keep(key: string, records: Records): void {
      const shortest = Math.min(longestKept, ...records.map(({ ttl }) => ttl));
      const until = after(now(), records.length === 0 ? nothingKeptFor : millis(shortest));
      put(kept, key, { records, until, stale: after(until, staleFor) });
      failed.delete(key);
    },
    failed(key: string): void {
      const wait = last(key) === undefined ? unknownKeptFor : failureKeptFor;
      put(failed, key, after(now(), wait));
    },
  };
}

/** The oldest leaves first. */
function put<T>(shelf: Map<string, T>, key: string, value: T): void {
  shelf.delete(key);
  shelf.set(key, value);
  const [oldest] = shelf.keys();
  if (shelf.size > mostKept && oldest !== undefined) shelf.delete(oldest);
}

/** An address needs no asking. */
function literal({ host, kind }: LocateEffect): Records | undefined {
  const isFour = /^\d+(\.\d+){3}$/.test(host);
  if (kind === "A" && isFour) return [{ kind, data: [host], ttl: longestKept }];
  if (kind === "AAAA" && host.includes(":")) return [{ kind, data: [host], ttl: longestKept }];
  return undefined;
}
