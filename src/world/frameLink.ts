import type { Listen } from "#kit/listeners.ts";

/** Two programs of one machine that say whole pieces to each other, in order. */
export interface FrameLink {
  /** In order, or lost with the link; `frame` is the other's from then on. */
  send(frame: Uint8Array): void;
  /** One owner, as of a socket. `frame` is the receiver's to keep. */
  receive(each: (frame: Uint8Array) => void): void;
  /** Told once, whoever ended it. */
  readonly closed: Listen<undefined>;
  close(): void;
}
