import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { LegAudio } from "#server/legs/leg.ts";
import type { LegId } from "#telephony/call/leg.ts";

/** Which of its calls an instrument is joined to, and whom its owner hears beside them. */
export class Selection {
  #legs: readonly LegId[] = [];
  #whisper: LegId | undefined;

  /** The legs whose audio may be another than before. */
  select(legs: readonly LegId[], whisper?: LegId): ReadonlySet<LegId> {
    const whispers = [this.#whisper, whisper].filter((leg) => leg !== undefined);
    const moved = new Set([...this.#legs, ...legs, ...whispers]);
    this.#legs = legs;
    this.#whisper = whisper;
    return moved;
  }

  audioOf(leg: LegId, port: AudioPortId | undefined): LegAudio | undefined {
    if (port !== undefined && leg === this.#whisper)
      return { port, selected: true, whispers: true };
    return port === undefined ? undefined : { port, selected: this.#legs.includes(leg) };
  }
}
