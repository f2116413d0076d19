import type { Cancel } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";
import { ExpiryRing } from "#sip/agent/expiryRing.ts";
import { QuietHops } from "#sip/agent/quietHops.ts";
import { branchCookie } from "#sip/headers/via.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Arrival, Hop, Transports } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";
import type { Load } from "#world/load.ts";
import type { Log } from "#world/log.ts";
import type { Address } from "#world/network.ts";
import { type Random, token } from "#world/random.ts";
import { TimerWheel } from "#world/timerWheel.ts";

/** What a transaction layer is given. */
export interface LayerParts {
  readonly transports: Transports;
  /** RFC 3263; may answer at once. An empty list is no way there. */
  readonly locate: (uri: SipUri, then: (hops: Result<readonly Hop[]>) => void) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limits?: Partial<TransactionLimits>;
  /** How busy we are: what is new is turned away when that is too much. */
  readonly load?: Load | undefined;
  /** Taken however busy we are, beside help by URN: calls for help by the numbers of who serves. */
  readonly spares?: ((request: SipRequest) => boolean) | undefined;
  /** Stands first in each branch, behind the cookie: which process of several awaits the answer. A token. */
  readonly branchMark?: string | undefined;
  /** Hears of each message that sanity.ts has refused, by its code. */
  readonly insane?: ((code: string, from: Address) => void) | undefined;
}

/** What keeps strangers from costing us memory. */
export interface TransactionLimits {
  /** Live server transactions; a request above is dropped. */
  readonly live: number;
  /** Live server transactions of one address; a request above gets 503. */
  readonly livePerSource: number;
  /** So many more of each, for calls for help alone. */
  readonly moreForHelp: number;
  /** Above, the oldest go early. */
  readonly tombstones: number;
}
export const usualTransactionLimits: TransactionLimits = {
  live: 50_000,
  livePerSource: 10_000,
  moreForHelp: 1000,
  tombstones: 200_000,
};

/** What happened to messages that never became somebody's. */
export interface LayerCounts {
  /** Answered by sanity alone: 400, 416, 501, 505. */
  refused: number;
  /** Dropped by sanity, or above all limits. */
  dropped: number;
  /** Answered 503 because their source has too many. */
  limited: number;
  /** New requests answered 503 because we are too busy. */
  turnedAway: number;
  /** Requests that came again, and responses. */
  repeats: number;
}

/** A client transaction or its tombstone. */
export interface ClientEntry {
  response(response: SipResponse): void;
  lost?(flow: Flow): void;
}

/** A server transaction or its tombstone. */
export interface ServerEntry {
  /** The request again. */
  repeat(): void;
  /** False when the ACK is the user's to hear. */
  ack(): boolean;
  /** The To tag in use, for the 200 of its CANCEL. */
  readonly toTag?: string | undefined;
  /** The CANCEL of this INVITE. */
  cancel(cancel: SipRequest): void;
}

interface Buried {
  readonly table: Map<string, unknown>;
  readonly key: string;
  readonly entry: unknown;
  readonly ended: (() => void) | undefined;
}

/** What all transactions of a layer stand on: the tables, the wheel, the rings of tombstones. */
export class Ground {
  readonly parts: LayerParts;
  readonly limits: TransactionLimits;
  readonly wheel: TimerWheel;
  readonly quiet: QuietHops;
  readonly clients = new Map<string, ClientEntry>();
  readonly servers = new Map<string, ServerEntry>();
  readonly counts: LayerCounts = { refused: 0, dropped: 0, limited: 0, turnedAway: 0, repeats: 0 };
  live = 0;
  readonly #rings = new Map<Millis, ExpiryRing<Buried>>();
  #soon: (() => void)[] = [];
  #soonAlarm: Cancel | undefined;

  constructor(parts: LayerParts) {
    this.parts = parts;
    this.limits = { ...usualTransactionLimits, ...parts.limits };
    this.wheel = new TimerWheel(parts.clock);
    this.quiet = new QuietHops(parts.clock);
  }

  newBranch(): string {
    return branchCookie + (this.parts.branchMark ?? "") + token(this.parts.random, 96);
  }

  /** Puts a tombstone in the place of a transaction, for so long. */
  bury<Entry>(
    table: Map<string, Entry>,
    key: string,
    entry: Entry,
    { lasts, ended }: { readonly lasts: Millis; readonly ended?: (() => void) | undefined },
  ): void {
    table.set(key, entry);
    const ring = this.#ring(lasts);
    ring.push({ table: table as Map<string, unknown>, key, entry, ended });
    if (ring.count > this.limits.tombstones) ring.dropOldest();
  }

  #ring(lasts: Millis): ExpiryRing<Buried> {
    let ring = this.#rings.get(lasts);
    if (ring === undefined) {
      const { clock } = this.parts;
      ring = new ExpiryRing(lasts, clock, this.wheel, ({ table, key, entry, ended }) => {
        if (table.get(key) === entry) table.delete(key);
        ended?.();
      });
      this.#rings.set(lasts, ring);
    }
    return ring;
  }

  /** After the present call stack, and before anything else that happens. */
  soon(act: () => void): void {
    this.#soon.push(act);
    this.#soonAlarm ??= this.parts.clock.at(this.parts.clock.now(), () => this.catchUp());
  }

  /** Does what was put off: called before anything new is told. */
  catchUp(): void {
    if (this.#soonAlarm === undefined) return;
    this.#soonAlarm();
    this.#soonAlarm = undefined;
    const acts = this.#soon;
    this.#soon = [];
    for (const act of acts) act();
  }

  /** Sends; where the stream is gone, by a new one to `hop`. */
  sendOrReopen(bytes: Uint8Array, flow: Flow, hop: Hop | undefined): void {
    const { transports, log } = this.parts;
    if (transports.send(bytes, flow)) return;
    if (hop === undefined) log.debug?.("sip: nobody there to send to", { flow });
    else
      transports.flowTo(hop, (opened) => {
        if (opened.ok) transports.send(bytes, opened.value);
        else log.debug?.("sip: could not connect again", { problem: opened.problem, hop });
      });
  }

  close(): void {
    this.#soonAlarm?.();
    this.#soonAlarm = undefined;
    this.#soon = [];
    this.wheel.close();
    this.clients.clear();
    this.servers.clear();
    this.#rings.clear();
    this.live = 0;
  }
}

/** What a layer hears of a message that is nobody's yet. */
export type Unclaimed = (arrival: Arrival) => void;
