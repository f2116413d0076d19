import type { Listen } from "#kit/listeners.ts";

/** Processes of one program on one machine, by number from 0, that tell each other things. */
export interface Siblings {
  readonly own: number;
  readonly count: number;
  /** It can be sent to: it has begun, and has not ended. */
  isThere(number: number): boolean;
  /** In order, at the end of the turn; to one that is not there it is lost. `frame` is the other's from then on. */
  send(to: number, frame: Uint8Array): void;
  /** One owner, as of a socket. `frame` is the receiver's to keep. */
  receive(each: (from: number, frame: Uint8Array) => void): void;
  readonly comings: Listen<number>;
  readonly goings: Listen<number>;
  close(): void;
}
