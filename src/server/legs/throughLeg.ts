import { listeners } from "#kit/listeners.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import { because, type LegCommand, type LegEvent, type LegId } from "#telephony/call/leg.ts";

/** Nobody is there: the leg's point of audio only passes on, and `said` hears what the call says to it. */
export class ThroughLeg implements Leg {
  readonly id: LegId;
  readonly #audio: LegAudio;
  readonly #said: (command: LegCommand) => void;
  readonly #events = listeners<LegEvent>();
  readonly events = this.#events.listen;
  readonly audioChanged = listeners<undefined>().listen;
  isOver = false;

  constructor(id: LegId, port: AudioPortId, said: (command: LegCommand) => void) {
    this.id = id;
    this.#audio = { port, selected: true, through: true };
    this.#said = said;
  }

  audio(): LegAudio {
    return this.#audio;
  }

  /** Whatever the others speak is right. */
  codecs(): [] {
    return [];
  }

  tell(event: LegEvent): void {
    if (this.isOver) return;
    this.isOver = event.on === "ended";
    this.#events.tell(event);
  }

  perform(command: LegCommand): void {
    if (!this.isOver) this.#said(command);
  }

  /** Its call is gone without a word. */
  close(): void {
    if (!this.isOver) this.#said({ do: "end", cause: because("normal") });
    this.isOver = true;
  }
}
