import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

export interface DoorMeans extends StudioMeans {
  readonly clock: Clock;
  readonly fileOf: (prompt: "conference-pin") => string | undefined;
}

/** Until the caller's path is open: the first word shall be heard. */
const breath = millis(300);
const patience = seconds(15);
const tries = 3;

/** Asks for the PIN of a room; `opens` with the right one. Three wrong ones, and it goes. */
export const roomDoor = (id: LegId, pin: string, of: DoorMeans, opens: () => void): OwnParty =>
  new OwnParty(id, of, new Door(pin, of, opens));

class Door implements PartyManner {
  readonly #pin: string;
  readonly #of: DoorMeans;
  readonly #opens: () => void;
  #keyed = "";
  #tries = 0;
  #alarm: Cancel | undefined;

  constructor(pin: string, of: DoorMeans, opens: () => void) {
    this.#pin = pin;
    this.#of = of;
    this.#opens = opens;
  }

  rung(party: OwnParty): void {
    party.tell({ on: "answered" });
    this.#later(breath, () => this.#ask(party));
  }

  port(): void {
    // what it says may be talked over
  }

  digit(digit: string, party: OwnParty): void {
    party.studio.stopPlaying();
    if (digit !== "#" && this.#keyed.length < this.#pin.length) this.#keyed += digit;
    if (digit !== "#" && this.#keyed.length < this.#pin.length) return;
    if (this.#keyed === this.#pin) {
      this.#alarm?.();
      this.#opens();
    } else if (++this.#tries < tries) this.#ask(party);
    else party.leave(because("rejected"));
  }

  closed(): void {
    this.#alarm?.();
  }

  #ask(party: OwnParty): void {
    this.#keyed = "";
    const file = this.#of.fileOf("conference-pin");
    if (file !== undefined) party.studio.play([file]);
    this.#later(patience, () => party.leave(because("noAnswer")));
  }

  #later(time: typeof breath, then: () => void): void {
    this.#alarm?.();
    const { clock } = this.#of;
    this.#alarm = clock.at(after(clock.now(), time), then);
  }
}
