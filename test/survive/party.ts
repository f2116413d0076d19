import type { TestCall } from "./call.ts";

/** How long anybody waits for what must come, in ms. */
export const patience = 60_000;

/** What somebody has heard since `listens`; times in ms. */
export interface Heard {
  /** The longest time without a packet, and what the measuring itself was late. */
  readonly gap?: number;
  readonly pause?: number;
  /** Of one whose packets we don't see: what is missing by its own count. */
  readonly missed?: number;
}

/** Somebody in a call of two, whatever program it is. */
export interface Party {
  /** For what is printed. */
  readonly name: string;
  /** It has been told that the call is over. */
  readonly isOver: boolean;
  /** It rings, or hears that the other does. */
  rings(): Promise<boolean>;
  lifts(): void;
  /** It talks, or is over. */
  talks(): Promise<boolean>;
  holds(): Promise<boolean>;
  resumes(): Promise<boolean>;
  hangsUp(): void;
  /** True: it was told so. */
  isLeft(): Promise<boolean>;
  listens(): void | Promise<void>;
  /** True: it hears something from now on. */
  hears(): Promise<boolean>;
  heard(): Heard | Promise<Heard>;
  /** What it has to say against itself, at its end. */
  close(): Promise<readonly string[]>;
}

/** One of ours. It lifts by itself. */
export function ownParty(name: string, call: TestCall): Party {
  const until = (so: () => boolean): Promise<boolean> => call.until(so, patience);
  return {
    name,
    get isOver() {
      return call.has("over");
    },
    rings: () => until(() => call.has("progress") || call.has("accepted")),
    lifts: () => undefined,
    talks: () => until(() => call.has("accepted") || call.has("acknowledged") || call.has("over")),
    holds: () => call.offers("sendonly"),
    resumes: () => call.offers("sendrecv"),
    hangsUp: () => call.session.perform({ do: "end" }),
    isLeft: () => until(() => call.has("over")),
    listens: () => call.ear.listens(),
    hears() {
      const before = call.ear.packets;
      return call.hears(() => call.ear.packets > before + 5);
    },
    heard: () => ({ gap: call.ear.silence, pause: call.ear.pause }),
    close: () => Promise.resolve([]),
  };
}
