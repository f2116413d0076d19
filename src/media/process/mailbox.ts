import type { MediaEvent } from "#media/engine/mediaEngine.ts";
import type { Mark } from "#media/process/mirror.ts";

export interface Letter {
  readonly n: number;
  readonly event: MediaEvent;
  readonly of?: Mark;
}

/** Many more than a house makes while another process starts; figures, the most of them, are kept once a port. */
const usuallyMost = 5000;

/** Events in their order, numbered from 1, until somebody has acknowledged them. */
export class Mailbox {
  /** That nobody will hear: there were too many. */
  dropped = 0;
  #last = 0;
  #kept: readonly Letter[] | Letter[] = [];
  readonly #most: number;

  constructor(most: number = usuallyMost) {
    this.#most = most;
  }

  put(event: MediaEvent, of?: Mark): Letter {
    this.#last += 1;
    const letter: Letter = { n: this.#last, event, ...(of !== undefined && { of }) };
    if (this.#kept.length >= this.#most) this.#makeRoom();
    (this.#kept as Letter[]).push(letter);
    return letter;
  }

  /** All up to that one are heard. */
  acknowledged(upTo: number): void {
    const [first] = this.#kept;
    if (first && first.n <= upTo) this.#kept = this.#kept.filter(({ n }) => n > upTo);
  }

  waiting(): readonly Letter[] {
    return this.#kept;
  }

  clear(): void {
    this.#kept = [];
  }

  /** A port's older figures are of no use beside newer ones; after that the oldest goes. */
  #makeRoom(): void {
    const seen = new Set<string>();
    const before = this.#kept.length;
    this.#kept = [...this.#kept]
      .reverse()
      .filter(({ event }) => {
        if (event.on !== "stats") return true;
        const isNewest = !seen.has(event.port);
        seen.add(event.port);
        return isNewest;
      })
      .reverse();
    if (this.#kept.length < before) return;
    this.dropped += 1;
    this.#kept = this.#kept.slice(1);
  }
}
