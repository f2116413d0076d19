import { believed } from "#exchange/relay/believed.ts";
import { type Carriables, carriables } from "#exchange/relay/carriable.ts";
import { type Places, readdressed } from "#exchange/relay/readdressed.ts";
import { after, type Instant, type Millis, minutes, seconds } from "#kit/time.ts";
import { AnchorEnd } from "#media/engine/anchorEnd.ts";
import type { PortPool } from "#media/engine/portPool.ts";
import type { Clock } from "#world/clock.ts";

/** Who called, and who was called. */
export type Side = "near" | "far";
export const other = { near: "far", far: "near" } as const;

/** A description on its way. */
export interface Said {
  readonly text: string;
  readonly by: Side;
  /** The host that signals for whoever says it. */
  readonly peer: string;
  /** An answer accepts lines that an offer had; it begins none. */
  readonly isOffer: boolean;
}

/** What is made of a description. */
export interface Carried {
  /** As its reader shall have it, who reaches us at that host. */
  write(host: string): string;
  /** A line that it begins has no ports: none were left. */
  readonly lacksPorts: boolean;
}

export interface RelayMeans {
  readonly pool: Pick<PortPool, "takeNow" | "give">;
  readonly clock: Clock;
  readonly family: 4 | 6;
  /** A host of ours: who says it is asked for another. */
  readonly isOurs: (host: string) => boolean;
}

/** One m= line's way through us. */
type Stream = Readonly<Record<Side, AnchorEnd>>;

/** How long nothing may come from either party: while it rings, while they talk, while one holds. */
const patience = { ringing: minutes(5), talking: seconds(120), held: minutes(60) } as const;
/** Of one call: sound, pictures, and some to spare. */
const mostStreams = 4;

/** The sound of one call on its way through us. */
export class Relay {
  readonly id: string;
  readonly #means: RelayMeans;
  readonly #streams = new Map<number, Stream>();
  readonly #isHeld: Record<Side, boolean> = { near: false, far: false };
  #isAnswered = false;
  #touched: Instant;

  constructor(id: string, means: RelayMeans) {
    this.id = id;
    this.#means = means;
    this.#touched = means.clock.now();
  }

  /** Undefined: there is nothing in it for us, and it goes on as it is. */
  hears({ text, by, peer, isOffer }: Said): Carried | undefined {
    const now = this.#touches();
    const read = carriables(text, this.#means.family);
    if (read === undefined) return undefined;
    let lacksPorts = false;
    const ports = new Map<number, number>();
    for (const { index, at } of read.sections) {
      const stream = this.#streams.get(index) ?? (isOffer ? this.#begun(index) : undefined);
      if (stream === undefined) {
        lacksPorts ||= isOffer;
        continue;
      }
      if (at !== undefined) stream[by].agree(believed(at, peer, this.#means.isOurs), peer, now);
      ports.set(index, stream[other[by]].pair.rtp.local.port);
    }
    this.#isHeld[by] = !read.sections.some(({ isTalking }) => isTalking);
    return ports.size === 0 && !lacksPorts ? undefined : carried({ text, read, ports, lacksPorts });
  }

  answered(): void {
    this.#isAnswered = true;
    this.#touches();
  }

  /** Since when nothing has come that should have, for longer than may be. */
  isForgotten(now: Instant): boolean {
    const isHeld = this.#isHeld.near || this.#isHeld.far;
    const wait: Millis = patience[!this.#isAnswered ? "ringing" : isHeld ? "held" : "talking"];
    return now >= after(this.#lastSign(), wait);
  }

  /** What passed so far, and what did not. */
  get counts() {
    const ends = this.#ends();
    const sum = (of: (end: AnchorEnd) => number): number =>
      ends.reduce((all, end) => all + of(end), 0);
    return {
      packets: sum(({ packets }) => packets),
      octets: sum(({ octets }) => octets),
      strangers: sum(({ strangers }) => strangers),
      dropped: sum(({ dropped }) => dropped),
      moves: sum(({ moves }) => moves),
    };
  }

  close(): void {
    for (const end of this.#ends()) {
      end.close();
      this.#means.pool.give(end.pair);
    }
    this.#streams.clear();
  }

  #begun(index: number): Stream | undefined {
    if (this.#streams.size >= mostStreams) return undefined;
    const { pool } = this.#means;
    const near = pool.takeNow();
    const far = near && pool.takeNow();
    if (near === undefined || far === undefined) {
      if (near !== undefined) pool.give(near);
      return undefined;
    }
    const stream = { near: new AnchorEnd(near), far: new AnchorEnd(far) };
    stream.near.joins(stream.far);
    stream.far.joins(stream.near);
    this.#streams.set(index, stream);
    return stream;
  }

  #touches(): Instant {
    this.#touched = this.#means.clock.now();
    return this.#touched;
  }

  #lastSign(): Instant {
    const heard = this.#ends().map((end) => end.heard ?? this.#touched);
    return Math.max(this.#touched, ...heard) as Instant;
  }

  #ends(): readonly AnchorEnd[] {
    return [...this.#streams.values()].flatMap(({ near, far }) => [near, far]);
  }
}

interface Read {
  readonly text: string;
  readonly read: Carriables;
  readonly ports: ReadonlyMap<number, number>;
  readonly lacksPorts: boolean;
}

const carried = ({ text, read, ports, lacksPorts }: Read): Carried => ({
  lacksPorts,
  write(host) {
    const places: Places = new Map([...ports].map(([index, port]) => [index, { host, port }]));
    return readdressed(text, places, read);
  },
});
