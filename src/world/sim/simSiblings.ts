import { listeners } from "#kit/listeners.ts";
import type { Siblings } from "#world/siblings.ts";

/** Siblings in one process: what is sent is heard at once, or when `tellsAll` says so. */
export class Hall {
  readonly #there = new Map<number, (from: number, frame: Uint8Array) => void>();
  readonly #goings = listeners<number>();
  readonly #held: (() => void)[] = [];
  /** What is sent waits. */
  slow = false;

  enters(own: number, count: number): Siblings {
    this.#there.set(own, () => undefined);
    return {
      ...{ own, count },
      isThere: (n) => n !== own && this.#there.has(n),
      send: (to, frame) => {
        const arrive = (): void => this.#there.get(to)?.(own, frame.slice());
        if (this.slow) this.#held.push(arrive);
        else arrive();
      },
      receive: (each) => void this.#there.set(own, each),
      comings: () => () => undefined,
      goings: this.#goings.listen,
      close: () => undefined,
    };
  }

  tellsAll(): void {
    this.slow = false;
    for (const arrive of this.#held.splice(0)) arrive();
  }

  leaves(worker: number): void {
    this.#there.delete(worker);
    this.#goings.tell(worker);
  }
}
