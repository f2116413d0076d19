import { BLOCK_MS } from "#media/loop/loop.ts";
import type { Contact } from "./rotary.ts";

/** Contacts that rest, as they are nearly always. */
const CLOSED: readonly boolean[] = new Array<boolean>(BLOCK_MS).fill(true);
export const OPEN: readonly boolean[] = new Array<boolean>(BLOCK_MS).fill(false);

/** The contact of the loop: closed when the handset is lifted, and what flashes and the dial do to it. */
export class HookSwitch {
  #isLifted = false;
  #moves: Contact[] = [];

  get isLifted(): boolean {
    return this.#isLifted;
  }

  /** A flash or a dial is under way. */
  get isMoving(): boolean {
    return this.#moves.length > 0;
  }

  /** Ear and microphone are cut off from the line. */
  get isShunted(): boolean {
    return this.#moves[0]?.runs ?? false;
  }

  /** `bounces`: milliseconds closed, open, closed, … before the contact rests. */
  lift(bounces: readonly number[]): void {
    this.#isLifted = true;
    this.#moves = bounces.map((lasts, i) => ({ closed: i % 2 === 0, lasts }));
  }

  hangUp(): void {
    this.#isLifted = false;
    this.#moves = [];
  }

  /** Behind what is under way; nothing at all while the handset lies on its hook. */
  move(contacts: readonly Contact[]): void {
    if (this.#isLifted) this.#moves.push(...contacts.filter(({ lasts }) => lasts > 0));
  }

  /** Whether it is closed in each of the next 10 ms. */
  next(): readonly boolean[] {
    if (!this.isMoving) return this.#isLifted ? CLOSED : OPEN;
    return Array.from({ length: BLOCK_MS }, () => {
      const [move] = this.#moves;
      if (!move) return this.#isLifted;
      if (move.lasts > 1) this.#moves[0] = { ...move, lasts: move.lasts - 1 };
      else this.#moves.shift();
      return move.closed;
    });
  }
}
