import type { Cancel } from "#kit/listeners.ts";
import type { AudioPortId, MediaEvent } from "#media/engine/mediaEngine.ts";
import type { Mirror, PortState } from "#media/process/mirror.ts";

/** A party presses no more keys while a server starts. */
const mostLate = 64;

/** Ports that the control process before us had: what happens at them waits until they are ours, or are closed. */
export class Inherited {
  readonly #late = new Map<AudioPortId, MediaEvent[]>();
  /** As they were when they became ours. */
  readonly #adopted: PortState[] = [];
  #alarm: Cancel | undefined;

  get size(): number {
    return this.#late.size;
  }

  get ids(): Iterable<AudioPortId> {
    return this.#late.keys();
  }

  has(port: AudioPortId): boolean {
    return this.#late.has(port);
  }

  add(port: AudioPortId): void {
    this.#late.set(port, []);
  }

  /** False: it is none of these, or is told at once. */
  keeps(port: AudioPortId, event: MediaEvent): boolean {
    const late = this.#late.get(port);
    if (!late || event.on === "reserved") return late !== undefined;
    if (late.length < mostLate) late.push(event);
    return true;
  }

  /** What has happened at it meanwhile. */
  take(port: AudioPortId): readonly MediaEvent[] {
    const late = this.#late.get(port) ?? [];
    this.#late.delete(port);
    return late;
  }

  adopted(state: PortState): void {
    this.#adopted.push(state);
  }

  /** Ours of which nobody has said what they shall hear: without what they have heard until now. */
  unsaid(wanted: Mirror): readonly PortState[] {
    return this.#adopted.flatMap(({ reserve, hears, playing }) => {
      const now = wanted.get(reserve.port);
      if (!now) return [];
      const { playing: plays, ...rest } = now;
      const goesOn = plays && plays.by !== playing?.by ? { playing: plays } : {};
      const isSaid = now.hears !== hears;
      return { ...rest, hears: isSaid ? now.hears : [], ...goesOn };
    });
  }

  /** An alarm by which they are closed; it is taken back when none is left. */
  until(alarm: Cancel | undefined): void {
    this.#alarm?.();
    this.#alarm = alarm;
  }

  clear(): void {
    this.#late.clear();
    this.#adopted.length = 0;
    this.until(undefined);
  }
}
