import type { Cancel } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, type Instant, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Network, UdpSocket } from "#world/network.ts";

/** Two sockets side by side: RTP on the even port, RTCP on the next one (RFC 3550 §11). */
export interface PortPair {
  readonly rtp: UdpSocket;
  readonly rtcp: UdpSocket;
}

export interface PortPoolOptions {
  readonly network: Network;
  readonly clock: Clock;
  /** The first and the last port that may be used. */
  readonly ports: readonly [first: number, last: number];
  /** The local address. */
  readonly host: string;
  /** Pairs that are bound before anyone asks; 4 unless said. */
  readonly ahead?: number;
}

const usuallyAhead = 4;
/** What still travels to a port's last user must not reach its next one. */
const REST = seconds(5);
/** So long after that a pair still waits for the next call; after a busy hour its sockets are given back. */
const KEPT = seconds(15);
const ours = { mayBeTaken: true } as const;

interface Spare {
  readonly pair: PortPair;
  readonly from: Instant;
}

/** The UDP ports of one local address, bound ahead, given back and rested before they are given again. */
export class PortPool {
  readonly #of: PortPoolOptions;
  /** Ready to be given. */
  readonly #fresh: Spare[] = [];
  /** Given back, in the order in which they may be given again. */
  readonly #resting: Spare[] = [];
  /** The even port of each pair that is bound or being bound. */
  readonly #bound = new Set<number>();
  #next: number;
  #binding = 0;
  #boundAhead: Promise<void> = Promise.resolve();
  #closed = false;
  /** When the oldest one that rests is given back to the system. */
  #unbinding: Cancel | undefined;

  constructor(of: PortPoolOptions) {
    this.#of = of;
    this.#next = of.ports[0] + (of.ports[0] % 2);
    this.#bindAhead();
  }

  /**
   * A pair, or `media.noPorts` when all are in use. Where the range is too small for what is asked
   * of it, the pair that rests longest is taken early: better than a call without sound.
   */
  async take(): Promise<Result<PortPair>> {
    const spare = this.#fresh.pop() ?? this.#rested();
    if (spare) {
      this.#bindAhead();
      return ok(spare.pair);
    }
    const bound = await this.#bind();
    if (bound.ok) this.#bindAhead();
    const early = bound.ok ? undefined : this.#resting.shift();
    return early ? ok(early.pair) : bound;
  }

  /** That pair, which another process had; `media.noPorts` when it is not to be had. */
  async takeAt(port: number): Promise<Result<PortPair>> {
    const isThat = ({ pair }: Spare): boolean => pair.rtp.local.port === port;
    while (this.#bound.has(port) && !this.#fresh.some(isThat) && this.#binding > 0)
      await this.#boundAhead;
    const [spare] = [this.#fresh, this.#resting].flatMap((some) =>
      some.splice(some.findIndex(isThat) >>> 0, 1),
    ); // one that rests has its last user again
    if (spare) return ok(spare.pair);
    const none = fail("media.noPorts", `the UDP ports ${port} and ${port + 1} are in use`);
    if (this.#bound.has(port)) return none;
    this.#bound.add(port);
    const pair = await this.#bindPair(port);
    if (pair.ok) return pair;
    this.#bound.delete(port);
    return none;
  }

  /** A pair that is bound already; undefined when there is none, which is when (nearly) all are in use. */
  takeNow(): PortPair | undefined {
    const spare = this.#fresh.pop() ?? this.#rested();
    this.#bindAhead();
    return (spare ?? (this.#isFull ? this.#resting.shift() : undefined))?.pair;
  }

  give(pair: PortPair): void {
    for (const socket of [pair.rtp, pair.rtcp]) socket.receive(() => undefined);
    if (this.#closed) {
      this.#unbind(pair);
      return;
    }
    this.#resting.push({ pair, from: after(this.#of.clock.now(), REST) });
    this.#unbindLater();
  }

  close(): void {
    this.#closed = true;
    this.#unbinding?.();
    for (const { pair } of [...this.#fresh.splice(0), ...this.#resting.splice(0)])
      this.#unbind(pair);
  }

  get #ahead(): number {
    return this.#of.ahead ?? usuallyAhead;
  }

  /** Every pair of the range is bound, by us. */
  get #isFull(): boolean {
    const [first, last] = this.#of.ports;
    return this.#bound.size >= (last - (first + (first % 2)) + 1) >> 1;
  }

  /** The one that rests longest, when it has rested. */
  #rested(): Spare | undefined {
    const [oldest] = this.#resting;
    return oldest && oldest.from <= this.#of.clock.now() ? this.#resting.shift() : undefined;
  }

  #unbindLater(): void {
    const [oldest] = this.#resting;
    if (oldest === undefined || this.#unbinding !== undefined) return;
    const { clock } = this.#of;
    this.#unbinding = clock.at(after(oldest.from, KEPT), () => {
      this.#unbinding = undefined;
      const now = clock.now();
      const isOld = ({ from }: Spare): boolean => after(from, KEPT) <= now;
      const old = this.#resting.filter(isOld); // the first ones
      for (const { pair } of this.#resting.splice(0, old.length)) this.#unbind(pair);
      this.#unbindLater();
    });
  }

  #unbind(pair: PortPair): void {
    this.#bound.delete(pair.rtp.local.port);
    pair.rtp.close();
    pair.rtcp.close();
  }

  #bindAhead(): void {
    if (this.#closed || this.#fresh.length + this.#binding >= this.#ahead) return;
    const rested = this.#rested();
    if (rested) {
      this.#fresh.push(rested);
      this.#bindAhead();
      return;
    }
    this.#binding += 1;
    this.#boundAhead = this.#bind().then((pair) => {
      this.#binding -= 1;
      if (!pair.ok) return;
      if (this.#closed) {
        this.#unbind(pair.value);
        return;
      }
      this.#fresh.push({ pair: pair.value, from: this.#of.clock.now() });
      this.#bindAhead();
    });
  }

  /** Tries the range's ports in turn, from where it left off; others' ports are passed over. */
  async #bind(): Promise<Result<PortPair>> {
    const [first, last] = this.#of.ports;
    for (let tries = 0; tries <= (last - first) / 2; tries++) {
      const port = this.#claim();
      if (port === undefined) break;
      const pair = await this.#bindPair(port);
      if (pair.ok) return pair;
      this.#bound.delete(port);
      if (pair.problem.code === "network.tooMany") break; // nor would the next port be had
    }
    return fail("media.noPorts", `no free pair of UDP ports between ${first} and ${last}`);
  }

  #claim(): number | undefined {
    if (this.#isFull) return undefined;
    const [first, last] = this.#of.ports;
    const even = first + (first % 2);
    for (let port = this.#next, tries = 0; tries <= last - first; tries += 2, port += 2) {
      if (port + 1 > last) port = even;
      if (this.#bound.has(port)) continue;
      this.#bound.add(port);
      this.#next = port + 2;
      return port;
    }
    return undefined;
  }

  async #bindPair(port: number): Promise<Result<PortPair>> {
    const { network, host } = this.#of;
    const rtp = await network.udp({ host, port }, ours);
    if (!rtp.ok) return rtp;
    const rtcp = await network.udp({ host, port: port + 1 }, ours);
    if (rtcp.ok) return ok({ rtp: rtp.value, rtcp: rtcp.value });
    rtp.value.close();
    return rtcp;
  }
}
