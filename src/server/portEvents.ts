import type { Cancel } from "#kit/listeners.ts";
import type { AudioPortId, MediaEngine, MediaEvent } from "#media/engine/mediaEngine.ts";

/** What the media engine tells of one port. */
export type PortEvent = Exclude<MediaEvent, { readonly on: "listed" }>;

/** Brings each of the engine's events to whoever owns its port: one ear for thousands of ports. */
export class PortEvents {
  readonly #owners = new Map<AudioPortId, (event: PortEvent) => void>();
  readonly #unlisten: Cancel;

  constructor(engine: MediaEngine) {
    this.#unlisten = engine.events((event) => {
      if (event.on !== "listed") this.#owners.get(event.port)?.(event);
    });
  }

  /** One owner a port. */
  own(port: AudioPortId, each: (event: PortEvent) => void): Cancel {
    this.#owners.set(port, each);
    return () => void this.#owners.delete(port);
  }

  close(): void {
    this.#unlisten();
    this.#owners.clear();
  }
}
