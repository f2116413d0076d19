import { type Millis, millis } from "#kit/time.ts";
import { type EventSlot, eventSlots, SLOTS_BETWEEN_KEYS } from "#media/dtmf/eventSender.ts";

/** One slot of keys on their way out: a packet, or the pause behind a press. */
export interface PressSlot {
  readonly packet: EventSlot | undefined;
  /** The first slot of a press: its packets carry the timestamp of this moment. */
  readonly begins: boolean;
}

const USUAL = millis(100);
/** More than a person presses ahead. */
const MOST_SLOTS = 1500;

/** Keys that wait to be sent as events (RFC 4733), one after another. */
export class KeyPresses {
  readonly #slots: PressSlot[] = [];

  get waiting(): boolean {
    return this.#slots.length > 0;
  }

  press(keys: string, clockRate: number, length: Millis = USUAL): void {
    for (const key of keys) {
      const slots = eventSlots(key, length, clockRate);
      if (slots.length === 0 || this.#slots.length > MOST_SLOTS) continue;
      for (const [i, packet] of slots.entries()) this.#slots.push({ packet, begins: i === 0 });
      for (let i = 0; i < SLOTS_BETWEEN_KEYS; i++)
        this.#slots.push({ packet: undefined, begins: false });
    }
  }

  next(): PressSlot | undefined {
    return this.#slots.shift();
  }
}
