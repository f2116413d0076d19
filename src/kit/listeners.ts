/** Takes back a subscription or an alarm; calling it again does nothing. */
export type Cancel = () => void;
/** How to hear of values of one kind. */
export type Listen<T> = (listener: (value: T) => void) => Cancel;

/** One-to-many, typed, in order of subscription. The owner keeps `tell`; others are given `listen`. */
export interface Listeners<T> {
  readonly listen: Listen<T>;
  tell(value: T): void;
  readonly count: number;
}

export function listeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    listen(listener) {
      const own = (value: T): void => listener(value); // the same function may listen twice
      all.add(own);
      return () => void all.delete(own);
    },
    tell(value) {
      for (const listener of all) listener(value);
    },
    get count() {
      return all.size;
    },
  };
}
