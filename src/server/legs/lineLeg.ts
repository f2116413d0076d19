import { type Listen, listeners } from "#kit/listeners.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import type { LegCommand, LegEvent, LegId } from "#telephony/call/leg.ts";

/** What a line's leg needs of its line. */
export interface LineOfLeg {
  audio(leg: LegId): LegAudio | undefined;
  codecs(): ReturnType<Leg["codecs"]>;
  /** The call says something to the leg. */
  command(leg: LegId, command: LegCommand): void;
  /** Nobody listens to the leg any more. */
  forget(leg: LegId): void;
}

/** A telephone line as a leg: one of perhaps several calls that its one instrument is in. */
export class LineLeg implements Leg {
  readonly id: LegId;
  readonly #line: LineOfLeg;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events: Listen<LegEvent> = this.#events.listen;
  readonly audioChanged: Listen<undefined> = this.#audioChanged.listen;
  #isOver = false;

  constructor(id: LegId, line: LineOfLeg) {
    this.id = id;
    this.#line = line;
  }

  audio(): LegAudio | undefined {
    return this.#line.audio(this.id);
  }

  codecs(): ReturnType<Leg["codecs"]> {
    return this.#line.codecs();
  }

  perform(command: LegCommand): void {
    if (!this.#isOver) this.#line.command(this.id, command);
  }

  close(): void {
    if (!this.#isOver) this.perform({ do: "end", cause: { kind: "normal" } });
    this.#isOver = true;
    this.#line.forget(this.id);
  }

  /** The line speaks through this leg. */
  tell(event: LegEvent): void {
    if (this.#isOver) return;
    this.#isOver = event.on === "ended";
    this.#events.tell(event);
  }

  tellAudioChanged(): void {
    this.#audioChanged.tell(undefined);
  }
}
