/** The servers that wait for their turn: mostly one, and during an upgrade the one of before behind it. */
import type { ChildProcess } from "node:child_process";
import type { Starter } from "./started.ts";

export class Spares {
  readonly #begun: Starter;
  readonly #isWanted: boolean;
  #waiting: readonly ChildProcess[] = [];

  /** `isWanted`: one waits all the while. */
  constructor(begun: Starter, isWanted: boolean) {
    this.#begun = begun;
    this.#isWanted = isWanted;
  }

  /** Who serves now: the first that waits, or one that has yet to load. */
  take(): ChildProcess {
    const [first, ...rest] = this.#waiting;
    this.#waiting = rest;
    first?.send("serve", () => undefined);
    return first ?? this.#begun("serves");
  }

  /** Somebody serves: one of what is installed now waits from here on, and nobody else. */
  renew(): void {
    for (const old of this.#waiting) old.kill("SIGKILL");
    this.#waiting = [];
    if (this.#isWanted) this.#add();
  }

  /** One of what is installed now is next. False: it does not come up. */
  async next(): Promise<boolean> {
    const child = this.#add();
    const patience = setTimeout(() => child.kill("SIGKILL"), longest);
    const isReady = await new Promise<boolean>((resolve) => {
      child.once("message", () => resolve(true));
      for (const end of ["exit", "error"]) child.once(end, () => resolve(false));
    });
    clearTimeout(patience);
    return isReady && this.#waiting.includes(child);
  }

  #add(): ChildProcess {
    const child = this.#begun("waits");
    this.#waiting = [child, ...this.#waiting];
    for (const end of ["exit", "error"])
      child.once(end, () => {
        this.#waiting = this.#waiting.filter((one) => one !== child);
      });
    return child;
  }
}

/** A minute to load, in ms. */
const longest = 60_000;
