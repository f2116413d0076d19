import { type Listen, listeners } from "#kit/listeners.ts";

/**
 * Whether a shared store is there and tells us what others change. Known things stay as they are while
 * it is away; what is not known then cannot be known, and is answered with 503.
 */
export interface Presence {
  readonly isThere: boolean;
  came(): void;
  went(): void;
  /** True: it is there again, and anything may have changed meanwhile. */
  readonly changes: Listen<boolean>;
}

export function presence(): Presence {
  const changes = listeners<boolean>();
  let isThere = false;
  const now = (is: boolean): void => {
    if (isThere === is) return;
    isThere = is;
    changes.tell(is);
  };
  return {
    get isThere() {
      return isThere;
    },
    came: () => now(true),
    went: () => now(false),
    changes: changes.listen,
  };
}
