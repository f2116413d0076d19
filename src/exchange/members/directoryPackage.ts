import type { EventPackage, Watch } from "#exchange/events/eventPackage.ts";
import { listing } from "#exchange/members/memberDirectory.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { type Signer, signJws } from "#kit/jws.ts";
import { type Listeners, listeners } from "#kit/listeners.ts";
import { hours } from "#kit/time.ts";
import { directoryEvent, directoryType } from "#telephony/membership/directory.ts";
import type { Clock } from "#world/clock.ts";

export interface DirectoryMeans {
  readonly clock: Clock;
  readonly signer: Signer;
  readonly settings: () => ExchangeSettings;
  readonly policies: Pick<Policies, "of" | "changes">;
}

/** So long it holds while the exchange is away, and after so long whoever asks gets one with a later end. */
const holdsFor = hours(7 * 24);
const anewAfter = hours(24);

/** One signed directory, for all who ask. */
export interface MemberDirectories extends EventPackage {
  /** The settings are others. */
  use(): void;
}

/** `member-directory`: all members of the exchange, signed; each NOTIFY is the whole of it. */
export function directoryPackage(means: DirectoryMeans): MemberDirectories {
  const { clock, signer, policies } = means;
  const told: Listeners<string> = listeners();
  const watching = new Map<Watch, string>();
  let current = { text: "", version: 0, issued: Number.NEGATIVE_INFINITY, jws: "" };

  /** A version is the second in which it was made, so that it never goes back over restarts. */
  function signed(): typeof current {
    const now = clock.wallTime();
    const all = listing(means.settings(), (user) => policies.of(user), now);
    const text = JSON.stringify(all);
    const isNew = text !== current.text;
    if (!isNew && now - current.issued < anewAfter) return current;
    const version = Math.max(current.version + 1, Math.floor(now / 1000));
    const [issued, expires] = [now, now + holdsFor].map((at) => new Date(at).toISOString());
    const jws = signJws({ ...all, version, issued, expires }, signer);
    current = { text, version, issued: now, jws };
    return current;
  }

  function tellAll(): void {
    const before = current;
    if (watching.size === 0 || signed() === before) return;
    for (const user of new Set(watching.values())) told.tell(user);
  }

  policies.changes(tellAll);
  return {
    event: directoryEvent,
    type: directoryType,
    watch(user) {
      let last = 0;
      const say = ({ version, jws }: typeof current): string => {
        last = version;
        return jws;
      };
      const watch: Watch = {
        full: () => say(signed()),
        // there is news only after tellAll, which has made the current one
        partial: () => (current.version === last ? undefined : say(current)),
        close: () => void watching.delete(watch),
      };
      watching.set(watch, user);
      return watch;
    },
    news: told.listen,
    use: tellAll,
  };
}
