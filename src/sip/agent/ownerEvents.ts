import { type Cancel, type Listeners, listeners } from "#kit/listeners.ts";
import type { Clock } from "#world/clock.ts";

/** What an owner is told: at once, but never within the call stack of its own command. Order is kept. */
export class OwnerEvents<Event> {
  readonly #clock: Clock;
  readonly #all: Listeners<Event> = listeners();
  #commands = 0;
  #untold: Event[] = [];
  #soon: Cancel | undefined;
  #isLast = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get listen() {
    return this.#all.listen;
  }
  /** Something is still to be told. */
  get waits(): boolean {
    return this.#untold.length > 0;
  }

  /** Runs an owner's command. */
  commanded(act: () => void): void {
    this.#commands++;
    try {
      act();
    } finally {
      this.#commands--;
    }
  }

  tell(event: Event): void {
    if (this.#commands === 0 && !this.waits) {
      this.#all.tell(event);
      return;
    }
    this.#untold.push(event);
    this.#soon ??= this.#clock.at(this.#clock.now(), () => this.#catchUp());
  }

  /** Behind it nothing is told any more, and the owner is let go of. */
  tellLast(event: Event): void {
    this.#isLast = true;
    this.tell(event);
    if (!this.waits) this.#all.clear();
  }

  close(): void {
    this.#soon?.();
  }

  #catchUp(): void {
    this.#soon = undefined;
    const untold = this.#untold;
    this.#untold = [];
    for (const event of untold) this.#all.tell(event);
    if (this.#isLast && !this.waits) this.#all.clear();
  }
}
