/** Messages that their owner has just deleted: for a minute they can be taken back, then they are gone. */
import type { Cancel } from "#kit/listeners.ts";
import { fail, type Result } from "#kit/result.ts";
import { after, minutes } from "#kit/time.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { Clock } from "#world/clock.ts";

const patience = minutes(1);

export class WasteBasket {
  readonly #messages: Messages;
  readonly #clock: Clock;
  readonly #alarms = new Map<string, Cancel>();

  constructor(messages: Messages, clock: Clock) {
    this.#messages = messages;
    this.#clock = clock;
  }

  async put(id: string): Promise<Result<void>> {
    const done = await this.#messages.discard(id, true);
    if (!done.ok || this.#alarms.has(id)) return done;
    this.#messages.held.add(id);
    const due = after(this.#clock.now(), patience);
    this.#alarms.set(
      id,
      this.#clock.at(due, () => this.#empty(id)),
    );
    return done;
  }

  /** `messages.unknown`: too late. */
  takeBack(id: string): Promise<Result<void>> {
    if (!this.#letGo(id))
      return Promise.resolve(fail("messages.unknown", `the message ${id} is gone`));
    return this.#messages.discard(id, false);
  }

  /** What lies in it is gone at the next start. */
  close(): void {
    for (const id of [...this.#alarms.keys()]) this.#letGo(id);
  }

  #empty(id: string): void {
    this.#letGo(id);
    void this.#messages.delete(id);
  }

  #letGo(id: string): boolean {
    this.#alarms.get(id)?.();
    this.#messages.held.delete(id);
    return this.#alarms.delete(id);
  }
}
