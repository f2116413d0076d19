import type { Cancel } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import { type Millis, minutes, seconds } from "#kit/time.ts";
import type { SipMessage } from "#sip/message/message.ts";
import type { Framed } from "#sip/message/streamSplitter.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Framer, Wire } from "#sip/transport/wire.ts";
import { type Sleeper, type TimerWheel, unset } from "#world/timerWheel.ts";

/** Who hears of a connection. */
export interface ConnectionEars {
  message(message: SipMessage, connection: Connection): void;
  trouble(problem: Problem, connection: Connection): void;
  closed(connection: Connection): void;
}

/** What one connection is made of. */
export interface Connecting {
  readonly wire: Wire;
  readonly framer: Framer;
  readonly flow: Flow;
  /** Who opened it sends the pings (RFC 5626 §3.5.1). */
  readonly side: "opened" | "accepted";
  /** 0 … 1, to spread pings. */
  readonly luck: number;
}

/** An accepted connection says something, and a message that began goes on to its end, within this: nobody dribbles. */
export const mustGoOn = seconds(30);
/** An accepted connection on which nothing came for so long is forgotten by its peer. */
export const idleFor = minutes(120);
/** RFC 5626 §4.4: pings every 95 to 120 s, the pong within 10. */
export const pingEvery = (luck: number): Millis => seconds(95 + 25 * luck);
export const pongWithin = seconds(10);
/** More than this given to a peer that does not read, and the connection ends. */
export const mostUnread = 1 << 20;

const ping = Uint8Array.of(13, 10, 13, 10);
const pong = Uint8Array.of(13, 10);

/** What the connection's one alarm means. */
type Waiting = "goingOn" | "idle" | "pong";

/** One stream or WebSocket: its bytes to messages, its pings, and what ends it. */
export class Connection implements Sleeper {
  due = unset;
  slot = unset;
  readonly flow: Flow;
  readonly #connecting: Connecting;
  readonly #ears: ConnectionEars;
  readonly #wheel: TimerWheel;
  readonly #cancels: readonly Cancel[];
  #waiting: Waiting = "idle";
  /** The peer answers pings, so that silence means that it is gone. */
  #ponged = false;
  #unread = 0;
  #open = true;

  constructor(connecting: Connecting, ears: ConnectionEars, wheel: TimerWheel) {
    this.#connecting = connecting;
    this.flow = connecting.flow;
    this.#ears = ears;
    this.#wheel = wheel;
    const { wire } = connecting;
    this.#waits(connecting.side === "accepted" ? "goingOn" : "idle");
    this.#cancels = [wire.closed(() => this.#ended()), wire.bytes((bytes) => this.#heard(bytes))];
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** False when it is closed. */
  send(bytes: Uint8Array): boolean {
    if (!this.#open) return false;
    this.#unread = this.#connecting.wire.write(bytes) ? 0 : this.#unread + bytes.length;
    if (this.#unread > mostUnread) this.close();
    return this.#open;
  }

  close(): void {
    if (!this.#open) return;
    this.#connecting.wire.close();
    this.#ended();
  }

  /** The alarm: a peer that dribbles, that is silent, or that shall be asked whether it is there. */
  wake(): void {
    const asks = this.#waiting === "idle" && this.#connecting.side === "opened";
    if (!asks) {
      this.close();
      return;
    }
    this.send(ping);
    this.#waits(this.#ponged ? "pong" : "idle");
  }

  #heard(bytes: Uint8Array): void {
    const { framer } = this.#connecting;
    const found = framer.push(bytes);
    if (found.length > 0 || (framer.isWaiting && this.#waiting !== "goingOn"))
      this.#waits(framer.isWaiting ? "goingOn" : "idle");
    for (const one of found) if (this.#open) this.#take(one);
  }

  #take(one: Framed): void {
    switch (one.on) {
      case "message":
        this.#ears.message(one.message, this);
        break;
      case "ping":
        this.send(pong);
        break;
      case "pong":
        this.#ponged = true;
        break;
      case "problem":
        this.#troubled(one.problem);
        break;
    }
  }

  /** A stream cannot be read on behind a problem; a WebSocket can. */
  #troubled(problem: Problem): void {
    this.#ears.trouble(problem, this);
    if (this.flow.protocol === "TCP" || this.flow.protocol === "TLS") this.close();
  }

  #waits(why: Waiting): void {
    this.#waiting = why;
    this.#wheel.set(this, this.#wait(why));
  }

  #wait(why: Waiting): Millis {
    if (why === "goingOn") return mustGoOn;
    if (why === "pong") return pongWithin;
    return this.#connecting.side === "opened" ? pingEvery(this.#connecting.luck) : idleFor;
  }

  #ended(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const cancel of this.#cancels ?? []) cancel();
    this.#wheel.clear(this);
    this.#ears.closed(this);
  }
}
