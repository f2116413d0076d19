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

export function commonChannels(inner: Channels, crew: Crew): Channels {
  const known = new Map<string, Lease & { readonly by: number }>();
  const everything = Number.POSITIVE_INFINITY;

  function note(lease: Lease, by: number): void {
    if (lease.is === "over") known.delete(lease.callId);
    else known.set(lease.callId, { ...lease, by });
  }

  function heard(lease: Lease, by: number): void {
    const { callId, of, is } = lease;
    note(lease, by);
    if (is === "over") inner.release(callId);
    else inner.take(of, callId, everything);
    if (is === "held") inner.hold(callId);
    else if (is === "up") inner.refresh(callId);
  }

  const tell = crew.shares<Lease & { readonly by?: number }>("channel", {
    heard: ({ by, ...lease }, from) => heard(lease, by ?? from),
    all() {
      const live = new Set(inner.list().map(([callId]) => callId));
      for (const callId of known.keys()) if (!live.has(callId)) known.delete(callId);
      return known.values();
    },
  });
  crew.goings((worker) => {
    for (const { by, is, callId } of [...known.values()])
      if (by === worker && is !== "up") heard({ callId, of: "", is: "over" }, worker);
  });

  /** What the others did not know yet. */
  function changed(callId: string, is: Lease["is"]): void {
    const before = known.get(callId);
    if (before === undefined) return;
    const lease = { callId, of: before.of, is };
    note(lease, crew.own);
    tell(lease);
  }

  return {
    ...{ inUse: (of) => inner.inUse(of), list: () => inner.list() },
    take(of, callId, most) {
      if (!inner.take(of, callId, most)) return false;
      if (known.has(callId)) return true;
      const lease = { callId, of, is: "asked" as const };
      note(lease, crew.own);
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

interface Strikes {
  readonly source: string;
  /** 0: all is forgiven. */
  readonly times: number;
}

export function commonBans(inner: Bans, crew: Crew, clock: Clock): Bans {
  const struck = new Map<string, number>();

  function note(source: string, times: number): void {
    const count = Math.min(mostStrikes, (struck.get(source) ?? 0) + times);
    struck.delete(source);
    struck.set(source, count);
    const [oldest] = struck.size > mostSources ? struck.keys() : [];
    if (oldest !== undefined) struck.delete(oldest);
  }

  function forgiven(source: string): void {
    struck.delete(source);
    inner.forgive(source);
  }

  const tell = crew.shares<Strikes>("bans", {
    heard({ source, times }) {
      if (times === 0) forgiven(source);
      else note(source, times);
      for (let n = 0; n < times; n++) inner.strike(source, clock.now());
    },
    all: () => [...struck].map(([source, times]) => ({ source, times })),
  });
  return {
    isBanned: (source, now) => inner.isBanned(source, now),
    list: (now) => inner.list(now),
    strike(source, now) {
      inner.strike(source, now);
      note(source, 1);
      tell({ source, times: 1 });
    },
    forgive(source) {
      if (struck.has(source)) tell({ source, times: 0 });
      forgiven(source);
    },
  };
}

const mostSources = 10_000;
const mostStrikes = 30;

/** A nonce is good at the worker that gave it, which alone knows its uses; to any other it is stale. One key signs all. */
export function nonceKey(key: HmacKey, worker: number): HmacKey {
  const before = `worker ${worker} `;
  return {
    sign: (data) =>
      key.sign(typeof data === "string" ? before + data : concat([utf8(before), data])),
  };
}
