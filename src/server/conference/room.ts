/**
 * server/conference: rooms in which the parties of several calls hear each other. Each call has an
 * end of the room as one of its legs; all ends share a point of audio that only passes on, so that
 * `compose` (telephony/call/hearing.ts) makes each party hear all but itself, mixed once.
 *
 *   call 1: a, b1, end ┐
 *   call 2: a, end     ├ room
 *   call 3: a, end     ┘
 */
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import { ThroughLeg } from "#server/legs/throughLeg.ts";
import { because, type Cause, type LegCommand, type LegId } from "#telephony/call/leg.ts";

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

export interface RoomEnd {
  readonly leg: ThroughLeg;
  /** Of a call in which one of our telephones leads. */
  readonly own: boolean;
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

  /** In the room from `enters` on, or once it is rung. */
  end(id: LegId, own: boolean): RoomEnd {
    const point = `room ${this.name}` as AudioPortId;
    const leg = new ThroughLeg(id, point, (command) => this.#said(end, command));
    const end: RoomEnd = { leg, own };
    return end;
  }

  enters(end: RoomEnd): void {
    const others = this.#ends.map(({ leg }) => leg.id);
    this.#ends.push(end);
    if (others.length > 0) this.#of.tells("came", others);
    this.#accompany();
  }

  /** Who came last, and is none of ours. */
  newest(): LegId | undefined {
    return this.#ends.findLast(({ own }) => !own)?.leg.id;
  }

  #said(end: RoomEnd, command: LegCommand): void {
    if (command.do === "ring") {
      end.leg.tell({ on: "answered" });
      this.enters(end);
    } else if (command.do === "end") {
      end.leg.tell({ on: "ended", cause: command.cause });
      this.#went(end, command.cause);
    }
  }

  #went(end: RoomEnd, cause: Cause): void {
    const at = this.#ends.indexOf(end);
    if (at < 0) return;
    this.#ends.splice(at, 1);
    const isOver = end.own && this.#of.endsWithOwner() && !this.#ends.some(({ own }) => own);
    if (isOver) this.#closes(cause);
    else if (this.#ends.length === 1 && !this.#of.lasting) this.#closes(because("normal"));
    else if (this.#ends.length > 0) {
      const others = this.#ends.map(({ leg }) => leg.id);
      this.#of.tells("went", others);
      this.#accompany();
    }
    if (this.#ends.length === 0) this.#of.empty();
  }

  /** Who is alone in it hears music. */
  #accompany(): void {
    const [only, another] = this.#ends;
    only?.leg.tell({ on: another ? "resumed" : "held" });
  }

  #closes(cause: Cause): void {
    for (const end of this.#ends.splice(0)) end.leg.tell({ on: "ended", cause });
  }
}
