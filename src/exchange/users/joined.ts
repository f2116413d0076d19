import type { Journal } from "#exchange/journal.ts";
import type { User } from "#exchange/settings/settings.ts";
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

/** By user: the hash of the invitation's key. */
export function joined(journal: Pick<Journal<string>, "kept" | "note">): Joined {
  const used = new Map(journal.kept);
  const has = ({ name, invited }: User): boolean => used.get(name) === invited?.key;
  return {
    has,
    admits(user, now) {
      const { name, invited } = user;
      if (invited === undefined || has(user)) return true;
      if (now > (momentOf(invited.until) ?? 0)) return false;
      used.set(name, invited.key);
      journal.note(name, invited.key);
      return true;
    },
  };
}
