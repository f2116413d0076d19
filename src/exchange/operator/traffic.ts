/**
 * How busy each user and tier was, hour by hour, and when who is away was there last: what the
 * operator's tree draws. Kept in memory, since the start; not what was said, nor with whom.
 */
import type { PassedCall } from "#exchange/calls/passedCall.ts";
import type { Inside } from "#exchange/inside.ts";
import type { Cancel } from "#kit/listeners.ts";
import { hours, type WallTime } from "#kit/time.ts";

export interface Traffic {
  /** Calls that ended in each of the last 24 hours, the present one last. */
  ofUser(name: string): readonly number[];
  ofTier(id: string): readonly number[];
  /** When the last of their servers went away; undefined: one is there, or none was since the start. */
  lastSeen(user: string): WallTime | undefined;
  close(): void;
}

const shown = 24;
const hour = hours(1);
/** Who had no call for longest is forgotten first. */
const mostCallers = 10_000;
const mostGone = 100_000;

type Around = Pick<Inside, "directory"> & {
  readonly calls: Pick<Inside["calls"], "changes">;
  readonly locations: Pick<Inside["locations"], "changes" | "of">;
};

export function traffic({ calls, locations, directory }: Around, now: () => WallTime): Traffic {
  const users = tallies(mostCallers);
  const tiers = tallies(mostCallers);
  const gone = new Map<string, WallTime>();
  const hourNow = (): number => Math.floor(now() / hour);

  function count(call: PassedCall): void {
    if (call.state !== "over") return;
    const at = hourNow();
    const inTiers = new Set<string>();
    for (const name of usersOf(call)) {
      users.add(name, at);
      const user = directory().byName(name);
      if (user) inTiers.add(user.tier);
    }
    for (const tier of inTiers) tiers.add(tier, at);
  }

  const ears: readonly Cancel[] = [
    calls.changes(count),
    locations.changes(({ user }) => {
      if (locations.of(user).length > 0) return void gone.delete(user);
      if (!gone.has(user)) kept(gone, mostGone).set(user, now());
    }),
  ];
  return {
    ofUser: (name) => users.of(name, hourNow()),
    ofTier: (id) => tiers.of(id, hourNow()),
    lastSeen: (user) => gone.get(user),
    close() {
      for (const ear of ears) ear();
    },
  };
}

/** Who called and for whom it was, each once. */
const usersOf = ({ by = "", for: whom = "" }: PassedCall): ReadonlySet<string> =>
  new Set([by, whom].flatMap((of) => (of.startsWith("user/") ? [of.slice("user/".length)] : [])));

interface Tally {
  /** The hour that was counted last. */
  at: number;
  readonly counts: Uint32Array;
}

/** Each a ring of hours, by their number since 1970. */
function tallies(most: number) {
  const all = new Map<string, Tally>();
  return {
    add(of: string, at: number): void {
      const tally = all.get(of) ?? { at, counts: new Uint32Array(shown) };
      for (let passed = Math.max(tally.at + 1, at - shown + 1); passed <= at; passed++)
        tally.counts[passed % shown] = 0;
      tally.at = Math.max(tally.at, at);
      tally.counts[at % shown] = (tally.counts[at % shown] ?? 0) + 1;
      all.delete(of);
      kept(all, most).set(of, tally);
    },
    of(name: string, at: number): readonly number[] {
      const tally = all.get(name);
      return Array.from({ length: shown }, (_, i) => {
        const wanted = at - shown + 1 + i;
        const isCounted = tally && wanted <= tally.at && wanted > tally.at - shown;
        return isCounted ? (tally.counts[wanted % shown] ?? 0) : 0;
      });
    },
  };
}

/** With room for one more: the first is forgotten when there is none. */
function kept<T>(all: Map<string, T>, most: number): Map<string, T> {
  if (all.size < most) return all;
  const [first] = all.keys();
  if (first !== undefined) all.delete(first);
  return all;
}
