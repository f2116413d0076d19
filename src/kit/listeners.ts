/** Takes back a subscription or an alarm; calling it again does nothing. */
export type Cancel = () => void;
/** How to hear of values of one kind. */
export type Listen<T> = (listener: (value: T) => void) => Cancel;

/** One-to-many, typed, in order of subscription. The owner keeps `tell`; others are given `listen`. */
export interface Listeners<T> {
  readonly listen: Listen<T>;
  tell(value: T): void;
  readonly count: number;
  /** Lets go of all: nothing will be told any more. */
  clear(): void;
}

export const listeners = <T>(): Listeners<T> => new Told<T>();

/** A class, for an object literal with a getter is a hash table to V8; and most have nobody to tell. */
class Told<T> implements Listeners<T> {
  #all: Set<(value: T) => void> | undefined;

  readonly listen = (listener: (value: T) => void): Cancel => {
    this.#all ??= new Set();
    const own = (value: T): void => listener(value); // the same function may listen twice
    this.#all.add(own);
    return () => void this.#all?.delete(own);
  };

  /** Who begins to listen meanwhile hears the next one, and who has stopped hears nothing. */
  readonly tell = (value: T): void => {
    const all = this.#all;
    if (!all) return;
    const isOne = all.size === 1; // most have one, who needs no copy
    for (const listener of isOne ? all : [...all]) {
      if (all.has(listener)) listener(value);
      if (isOne) break;
    }
  };

  get count(): number {
    return this.#all?.size ?? 0;
  }

  clear(): void {
    this.#all?.clear();
  }
}
