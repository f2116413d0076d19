/** What a party of ours says, one recording after another: files in one go, tones between them. */
import type { StudioPort } from "#server/legs/studioPort.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { Prompt } from "#telephony/mailbox/mailbox.ts";

const beep = "beep";

export class PromptQueue {
  readonly #studio: StudioPort;
  readonly #fileOf: (prompt: Prompt) => string | undefined;
  readonly #played: () => void;
  /** What is still to be played behind what plays now. */
  #queue: Prompt[] = [];

  /** `played`: all of it was. */
  constructor(
    studio: StudioPort,
    fileOf: (prompt: Prompt) => string | undefined,
    played: () => void,
  ) {
    this.#studio = studio;
    this.#fileOf = fileOf;
    this.#played = played;
  }

  /** In place of what plays now. */
  play(prompts: readonly Prompt[]): void {
    this.#queue = [...prompts];
    this.#next();
  }

  stop(): void {
    this.#queue = [];
    this.#studio.stopPlaying();
  }

  /** What happens at the studio's port; what was stopped or replaced is of no interest. */
  port(event: PortEvent): void {
    if (event.on === "played" && (event.finished || event.problem)) this.#next();
    const isOurs = event.on === "refused" && (event.command === "play" || event.command === "tone");
    if (isOurs) this.#next();
  }

  /** Recordings up to the next tone go as one, so that no gap is heard between them. */
  #next(): void {
    if (this.#queue[0] === beep) {
      this.#queue.shift();
      return void this.#studio.beep();
    }
    const tone = this.#queue.indexOf(beep);
    const some = this.#queue.splice(0, tone < 0 ? this.#queue.length : tone);
    const files = some.flatMap((prompt) => this.#fileOf(prompt) ?? []);
    if (files.length > 0) return void this.#studio.play(files);
    if (this.#queue.length > 0) return void this.#next();
    this.#played();
  }
}
