/**
 * server/conference: rooms in which the parties of several calls hear each other. Each call has an
 * end of the room as one of its legs; all ends share a point of audio that only passes on, so that
 * `compose` (telephony/call/hearing.ts) makes each party hear all but itself, mixed once.
 *
 *   call 1: a, b1, end ┐
 *   call 2: a, end     ├ room
 *   call 3: a, end     ┘
 */
import { listeners } from "#kit/listeners.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";

export interface RoomManner {
  /** It is dialled, and waits for others; else it is over when one is left. */
  readonly lasting: boolean;
  /** When the last of ours goes, all go. */
  readonly endsWithOwner: () => boolean;
  /** To those who are there: one has come, or gone. */
  readonly tells: (what: "came" | "went", others: readonly LegId[]) => void;
  /** Nobody is there any more. */
  readonly empty: () => void;
}

export class Room {
  readonly name: string;
  readonly #of: RoomManner;
  readonly #ends: RoomEnd[] = [];

  constructor(name: string, of: RoomManner) {
    this.name = name;
    this.#of = of;
  }

  get size(): number {
    return this.#ends.length;
  }

  /** `own`: of a call in which one of our telephones leads. In the room from `enters` on. */
  end(id: LegId, own: boolean): RoomEnd {
    const point = `room ${this.name}` as AudioPortId;
    const on = { enters: () => this.#came(end), leaves: (cause: Cause) => this.#went(end, cause) };
    const end: RoomEnd = new RoomEnd(id, { point, own }, on);
    return end;
  }

  /** Who came last, and is none of ours. */
  newest(): LegId | undefined {
    return this.#ends.findLast(({ own }) => !own)?.id;
  }

  #came(end: RoomEnd): void {
    const others = this.#ends.map(({ id }) => id);
    this.#ends.push(end);
    if (others.length > 0) this.#of.tells("came", others);
    this.#accompany();
  }

  #went(end: RoomEnd, cause: Cause): void {
    const at = this.#ends.indexOf(end);
    if (at < 0) return;
    this.#ends.splice(at, 1);
    const isOver = end.own && this.#of.endsWithOwner() && !this.#ends.some(({ own }) => own);
    if (isOver) this.#closes(cause);
    else if (this.#ends.length === 1 && !this.#of.lasting) this.#closes(because("normal"));
    else if (this.#ends.length > 0) {
      const others = this.#ends.map(({ id }) => id);
      this.#of.tells("went", others);
      this.#accompany();
    }
    if (this.#ends.length === 0) this.#of.empty();
  }

  /** Who is alone in it hears music. */
  #accompany(): void {
    const [only, another] = this.#ends;
    only?.tell({ on: another ? "resumed" : "held" });
  }

  #closes(cause: Cause): void {
    for (const end of this.#ends.splice(0)) end.tell({ on: "ended", cause });
  }
}

export class RoomEnd implements Leg {
  readonly id: LegId;
  readonly own: boolean;
  readonly #audio: LegAudio;
  readonly #on: { readonly enters: () => void; readonly leaves: (cause: Cause) => void };
  readonly #events = listeners<LegEvent>();
  readonly events = this.#events.listen;
  readonly audioChanged = listeners<undefined>().listen;
  #isOver = false;

  constructor(
    id: LegId,
    { point, own }: { readonly point: AudioPortId; readonly own: boolean },
    on: { readonly enters: () => void; readonly leaves: (cause: Cause) => void },
  ) {
    this.id = id;
    this.own = own;
    this.#audio = { port: point, selected: true, through: true };
    this.#on = on;
  }

  enters(): void {
    this.#on.enters();
  }

  audio(): LegAudio {
    return this.#audio;
  }

  /** Whatever the others speak is right. */
  codecs(): [] {
    return [];
  }

  tell(event: LegEvent): void {
    if (this.#isOver) return;
    this.#isOver = event.on === "ended";
    this.#events.tell(event);
  }

  perform(command: LegCommand): void {
    if (this.#isOver) return;
    if (command.do === "ring") {
      this.tell({ on: "answered" });
      this.enters();
    } else if (command.do === "end") {
      this.tell({ on: "ended", cause: command.cause });
      this.#on.leaves(command.cause);
    }
  }

  /** Its call is gone without a word. */
  close(): void {
    this.#isOver = true;
    this.#on.leaves(because("normal"));
  }
}
