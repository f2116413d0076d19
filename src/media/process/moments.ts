import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { MomentCommand } from "#media/process/mirror.ts";

/** For one port. */
const most = 32;

/** Commands of a moment to ports that are made anew just now: they wait, the latest are let go of. */
export class Moments {
  readonly #waiting = new Map<AudioPortId, MomentCommand[]>();

  wait(command: MomentCommand): void {
    const waiting = this.#waiting.get(command.port) ?? [];
    if (waiting.length < most) waiting.push(command);
    this.#waiting.set(command.port, waiting);
  }

  /** Those whose port is there, in their order; they wait no longer. */
  due(isThere: (command: MomentCommand) => boolean): readonly MomentCommand[] {
    const due: MomentCommand[] = [];
    for (const [port, commands] of this.#waiting) {
      if (!commands.some(isThere)) continue;
      this.#waiting.delete(port);
      due.push(...commands);
    }
    return due;
  }

  forget(port: AudioPortId): void {
    this.#waiting.delete(port);
  }
}
