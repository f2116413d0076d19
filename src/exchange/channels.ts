import { after, type Instant, minutes } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/**
 * How many calls each user and trunk has. A channel is a lease by Call-ID: it ends with the BYE that
 * passes here, or when nothing of its dialog has passed for two hours. No dialog is remembered. Of a
 * call that is bridged here nothing passes: its bridge holds the channel, and says when it ends.
 */
export interface Channels {
  /** False when all are in use. */
  take(of: string, callId: string, most: number): boolean;
  refresh(callId: string): void;
  /** It ends by `release` alone. */
  hold(callId: string): void;
  release(callId: string): void;
  inUse(of: string): number;
  /** Each lease and who has it. */
  list(): readonly (readonly [callId: string, of: string])[];
}

const lease = minutes(120);
const forever = Number.POSITIVE_INFINITY as Instant;

export function channels(clock: Clock): Channels {
  const byOwner = new Map<string, Map<string, Instant>>();
  const owners = new Map<string, string>();

  function live(of: string): Map<string, Instant> {
    const all = byOwner.get(of) ?? new Map<string, Instant>();
    const now = clock.now();
    for (const [callId, until] of all) if (until <= now) drop(callId);
    return all;
  }

  function lasts(callId: string, until: Instant): void {
    const of = owners.get(callId);
    if (of !== undefined) byOwner.get(of)?.set(callId, until);
  }

  function drop(callId: string): void {
    const of = owners.get(callId);
    if (of === undefined) return;
    owners.delete(callId);
    const all = byOwner.get(of);
    all?.delete(callId);
    if (all?.size === 0) byOwner.delete(of);
  }

  return {
    take(of, callId, most) {
      const all = live(of);
      if (all.has(callId)) return true; // the same call once more, with its password
      if (all.size >= most) return false;
      byOwner.set(of, all.set(callId, after(clock.now(), lease)));
      owners.set(callId, of);
      return true;
    },
    refresh: (callId) => lasts(callId, after(clock.now(), lease)),
    hold: (callId) => lasts(callId, forever),
    release: drop,
    inUse: (of) => live(of).size,
    list: () => [...owners],
  };
}
