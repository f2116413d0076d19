import { between, type Instant, type Millis, millis } from "#kit/time.ts";
import { patience } from "#sip/guard/patience.ts";
import { RefusedLately } from "#sip/guard/refusedLately.ts";
import { ShareLately } from "#sip/guard/shareLately.ts";
import {
  type FirstHop,
  firstHop,
  isResponse,
  mayBeHelp,
  type Opening,
  openingOf,
  refusedUnread,
} from "#sip/message/opening.ts";
import { serverKeyOf } from "#sip/transaction/key.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Clock } from "#world/clock.ts";
import type { Pace } from "#world/pace.ts";

/** A datagram, and when it was fetched from the socket. */
export interface Came {
  readonly bytes: Uint8Array;
  readonly flow: Flow;
  readonly at: Instant;
}

/** What whoever serves knows of what comes in. */
export interface EntranceRules {
  /** A call for help: it never waits and is never refused. Asked of what `mayBeHelp` alone. */
  readonly spares: (bytes: Uint8Array) => boolean;
  /** A transaction by that key (`serverKeyOf`) goes on already: this is a copy of its request. */
  readonly knows: (key: string) => boolean;
  /** One more new request was answered with 503; its copies are not counted. */
  readonly turnedAway: () => void;
}

export interface EntranceParts extends EntranceRules {
  readonly clock: Clock;
  readonly pace: Pace;
  /** Of answers to what was not read: the same for each copy of a request (RFC 3261 §8.2.7). */
  readonly tag: string;
  /** `isLetIn`: no other door has to be asked whether there is time for it. */
  readonly serve: (came: Came, isLetIn: boolean) => void;
  readonly send: (bytes: Uint8Array, flow: Flow) => void;
}

interface Waiting extends Came {
  readonly opening: Opening;
}

/**
 * Where datagrams come in when there is more to do than time: what belongs to something that goes on
 * already is served at once, what begins something waits in the order of its coming, and whoever has
 * waited too long is refused unread (`patience`). Between all that what has come is fetched. While
 * there is time, everything is served as it comes. What still waits in the socket is not seen.
 */
export class Entrance {
  readonly #parts: EntranceParts;
  readonly #refused: RefusedLately;
  readonly #share: ShareLately;
  #waiting: Waiting[] = [];
  #first = 0;
  /** Of the present turn of the loop, once something has come in it. */
  #turnBegan: Instant | undefined;
  /** What we had worked when the first of the present queue began to wait. */
  #workedBefore = millis(0);

  constructor(parts: EntranceParts) {
    this.#parts = parts;
    this.#refused = new RefusedLately(parts.clock.now());
    this.#share = new ShareLately(parts.clock.now());
  }

  /** Of those who had to wait, the share that was turned away lately, 0 to 1. */
  share(): number {
    return this.#share.now(this.#parts.clock.now());
  }

  comes(came: Came): void {
    const isCrowded = this.#isCrowded();
    const isOpen = isResponse(came.bytes) || (!isCrowded && this.#refused.isEmpty);
    const opening = isOpen ? undefined : openingOf(came.bytes);
    if (opening === undefined) this.#parts.serve(came, isOpen || !isCrowded);
    else if (this.#wasRefused(opening)) this.#again(came, opening);
    else if (!isCrowded || !opening.begins || this.#isSpared(came, opening))
      this.#parts.serve(came, true);
    else if (this.#waiting.length - this.#first < mostWaiting) this.#waits({ ...came, opening });
    else this.#refuse(came, opening);
  }

  #isSpared({ bytes }: Came, { uri }: Opening): boolean {
    return mayBeHelp(uri) && this.#parts.spares(bytes);
  }

  /** A CANCEL has its INVITE's branch, and an answer of its own. */
  #wasRefused({ mark, method }: Opening): boolean {
    return method !== "CANCEL" && this.#refused.has(mark);
  }

  #isCrowded(): boolean {
    const now = this.#parts.clock.now();
    if (this.#turnBegan === undefined) {
      this.#turnBegan = now;
      this.#parts.pace.nextTurn(() => this.#turns());
    }
    return this.#waiting.length > 0 || between(this.#turnBegan, now) >= slice;
  }

  #waits(one: Waiting): void {
    if (this.#waiting.length === 0) this.#workedBefore = this.#parts.pace.worked();
    this.#waiting.push(one);
  }

  /** Those who wait, until the next datagrams should be fetched. */
  #turns(): void {
    const { clock, pace } = this.#parts;
    const began = clock.now();
    this.#turnBegan = undefined;
    this.#refused.forgetsOld(began);
    if (this.#waiting.length === 0) return;
    const worked = millis(pace.worked() - this.#workedBefore);
    let now = began;
    for (let one = this.#next(); one !== undefined; one = this.#next()) {
      this.#meets(one, worked, now);
      now = clock.now();
      if (between(began, now) >= slice) break;
    }
    if (this.#waiting.length === 0) return;
    this.#turnBegan = now;
    pace.nextTurn(() => this.#turns());
  }

  #next(): Waiting | undefined {
    const one = this.#waiting[this.#first++];
    if (this.#first < this.#waiting.length && this.#first < 1024) return one;
    this.#waiting = this.#waiting.slice(this.#first);
    this.#first = 0;
    return one;
  }

  #meets(one: Waiting, worked: Millis, now: Instant): void {
    const { opening, at, ...came } = one;
    const isCall = opening.method === "INVITE";
    if (this.#wasRefused(opening)) this.#again(one, opening);
    else if (between(at, now) > patience(worked, isCall)) this.#refuse(one, opening);
    else {
      this.#share.note(false, now);
      this.#parts.serve({ ...came, at }, true);
    }
  }

  #refuse(came: Came, opening: Opening): void {
    const { knows, serve, clock, turnedAway } = this.#parts;
    const hop = firstHop(came.bytes, opening);
    if (hop === undefined || knows(serverKeyOf(hop.branch, hop, opening.method))) {
      serve(came, hop !== undefined);
      return;
    }
    const now = clock.now();
    this.#answer(came, opening, hop);
    this.#refused.note(opening.mark, now);
    this.#share.note(true, now);
    turnedAway();
  }

  /** A copy of what was refused, or its ACK. */
  #again(came: Came, opening: Opening): void {
    const hop = opening.method === "ACK" ? undefined : firstHop(came.bytes, opening);
    if (hop !== undefined) this.#answer(came, opening, hop);
  }

  /** All are told another time to come again, lest they do so together. */
  #answer({ bytes, flow }: Came, opening: Opening, hop: FirstHop): void {
    const { remote } = flow;
    const retryAfter = soonest + (opening.mark % spread);
    const tag = this.#parts.tag + opening.mark.toString(36);
    const refusal = refusedUnread(bytes, opening, hop, { remote, tag, retryAfter });
    const { port } = refusal;
    const way = port === remote.port ? flow : { ...flow, remote: { ...remote, port } };
    this.#parts.send(refusal.bytes, way);
  }
}

/** Between two looks at the socket. */
const slice = millis(2);
const mostWaiting = 5000;
/** Seconds. */
const soonest = 5;
const spread = 6;
