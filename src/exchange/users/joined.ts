import type { Journal } from "#exchange/journal.ts";
import type { User } from "#exchange/settings/settings.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";

/**
 * Who has made use of an invitation: it is void when nobody has in time. Kept apart from the
 * settings, which nothing that a member does changes.
 */
export interface Joined {
  /** May the one who holds the password of that user come in? From the first time on, always. */
  admits(user: User, now: WallTime): boolean;
  /** Has the invitation of now been used? Without one, who knows. */
  has(user: User): boolean;
}

type Use = readonly [name: string, key: string];

/** By user: the hash of the invitation's key. */
export function joined(
  journal: Pick<Journal<string>, "kept" | "note" | "heard">,
  crew?: Pick<Crew, "shares">,
): Joined {
  const used = new Map(journal.kept);
  journal.heard?.(([name, key]) => void used.set(name, key));
  const note = (name: string, key: string): void => {
    used.set(name, key);
    journal.note(name, key);
  };
  const tell = crew?.shares<Use>("joined", {
    heard: ([name, key]) => used.get(name) !== key && note(name, key),
    all: () => used,
  });
  const has = ({ name, invited }: User): boolean => used.get(name) === invited?.key;
  return {
    has,
    admits(user, now) {
      const { name, invited } = user;
      if (invited === undefined || has(user)) return true;
      if (now > (momentOf(invited.until) ?? 0)) return false;
      note(name, invited.key);
      tell?.([name, invited.key]);
      return true;
    },
  };
}
