import type { Channels } from "#exchange/channels.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { concat, utf8 } from "#kit/bytes.ts";
import type { Bans, RateLimit } from "#sip/guard/strangers.ts";
import type { Clock } from "#world/clock.ts";
import type { HmacKey } from "#world/crypto.ts";

/**
 * Limits that hold over all workers: what one lets through, the others count too. What crosses within
 * the moment that a word takes from one to another may pass once a worker; what is refused is told to
 * nobody, so a flood stays where it arrives.
 */

/** A lease as the others know it. One that is `asked` for ends with its worker, and so does a bridge's, which is `held`. */
interface Lease {
  readonly callId: string;
  readonly of: string;
  readonly is: "asked" | "up" | "held" | "over";
}

/** Below so many it is not worth it to look which of them have run out. */
const leastLook = 1000;

interface KnownLease extends Lease {
  /** The worker that said so last. */
  readonly by: number;
}

interface KnownLeases {
  get(callId: string): KnownLease | undefined;
  note(lease: Lease, by: number): void;
  all(): readonly KnownLease[];
}

/** What was said of each lease; of one that runs out nobody says anything. */
function knownLeases(channels: Channels): KnownLeases {
  const known = new Map<string, KnownLease>();
  let looksAt = leastLook;

  function forgetsRunOut(): void {
    const live = new Set(channels.list().map(([callId]) => callId));
    for (const callId of known.keys()) if (!live.has(callId)) known.delete(callId);
    looksAt = Math.max(leastLook, 2 * known.size);
  }

  return {
    get: (callId) => known.get(callId),
    note(lease, by) {
      if (lease.is === "over") known.delete(lease.callId);
      else known.set(lease.callId, { ...lease, by });
      if (known.size >= looksAt) forgetsRunOut();
    },
    all() {
      forgetsRunOut();
      return [...known.values()];
    },
  };
}

export function commonChannels(inner: Channels, crew: Crew): Channels {
  const known = knownLeases(inner);
  const everything = Number.POSITIVE_INFINITY;

  function heard(lease: Lease, by: number): void {
    const { callId, of, is } = lease;
    if (is === "over") inner.release(callId);
    else inner.take(of, callId, everything);
    if (is === "held") inner.hold(callId);
    else if (is === "up") inner.refresh(callId);
    known.note(lease, by);
  }

  const tell = crew.shares<Lease & { readonly by?: number }>("channel", {
    heard: ({ by, ...lease }, from) => heard(lease, by ?? from),
    all: () => known.all(),
  });
  crew.goings((worker) => {
    for (const { by, is, callId } of known.all())
      if (by === worker && is !== "up") heard({ callId, of: "", is: "over" }, worker);
  });

  /** What the others did not know yet. */
  function changed(callId: string, is: Lease["is"]): void {
    const before = known.get(callId);
    if (before === undefined) return;
    const lease = { callId, of: before.of, is };
    known.note(lease, crew.own);
    tell(lease);
  }

  return {
    ...{ inUse: (of) => inner.inUse(of), list: () => inner.list() },
    take(of, callId, most) {
      if (!inner.take(of, callId, most)) return false;
      if (known.get(callId) !== undefined) return true;
      const lease = { callId, of, is: "asked" as const };
      known.note(lease, crew.own);
      tell(lease);
      return true;
    },
    refresh(callId) {
      inner.refresh(callId);
      changed(callId, "up");
    },
    hold(callId) {
      inner.hold(callId);
      changed(callId, "held");
    },
    release(callId) {
      inner.release(callId);
      changed(callId, "over");
    },
  };
}

/** `topic`: one for each limit. */
export function commonRate(
  inner: RateLimit,
  { crew, clock, topic }: { readonly crew: Crew; readonly clock: Clock; readonly topic: string },
): RateLimit {
  const tell = crew.shares<string>(topic, {
    heard: (source) => void inner.allows(source, clock.now()),
  });
  return {
    allows(source, now) {
      const allows = inner.allows(source, now);
      if (allows) tell(source);
      return allows;
    },
    get size() {
      return inner.size;
    },
  };
}

/** One strike, or all that count against a source as whoever knew them says, or that they are forgiven. */
type Word =
  | { readonly source: string; readonly is: "struck" }
  | { readonly source: string; readonly is: "forgiven" }
  | { readonly source: string; readonly is: "known"; readonly times: number };

export function commonBans(inner: Bans, crew: Crew, clock: Clock): Bans {
  function heard(word: Word): void {
    const { source } = word;
    const now = clock.now();
    if (word.is === "forgiven") inner.forgive(source);
    else if (word.is === "struck") inner.strike(source, now);
    else for (let n = inner.strikes(source, now); n < word.times; n++) inner.strike(source, now);
  }

  const tell = crew.shares<Word>("bans", {
    heard,
    *all() {
      for (const source of inner.sources()) {
        const times = Math.min(mostStrikes, inner.strikes(source, clock.now()));
        if (times > 0) yield { source, is: "known", times };
      }
    },
  });
  return {
    ...inner,
    strike(source, now) {
      inner.strike(source, now);
      tell({ source, is: "struck" });
    },
    forgive(source) {
      const hadStrikes = inner.forgive(source);
      if (hadStrikes) tell({ source, is: "forgiven" });
      return hadStrikes;
    },
  };
}

/** More of them ban no longer. */
const mostStrikes = 30;

/** A nonce is good at the worker that gave it, which alone knows its uses; to any other it is stale. One key signs all. */
export function nonceKey(key: HmacKey, worker: number): HmacKey {
  const before = `worker ${worker} `;
  return {
    sign: (data) =>
      key.sign(typeof data === "string" ? before + data : concat([utf8(before), data])),
  };
}
