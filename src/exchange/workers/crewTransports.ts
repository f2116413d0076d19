import type { Crew, Handed } from "#exchange/workers/crew.ts";
import { type Lent, lent } from "#exchange/workers/lent.ts";
import { holderOf, homeOf, takerOf } from "#exchange/workers/ownership.ts";
import { type Cancel, listeners } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import { CallId } from "#sip/headers/callId.ts";
import { usualLimits } from "#sip/message/limits.ts";
import { readable, type SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { Arrival, Hop } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";
import type { Address } from "#world/network.ts";

/** What an exchange stands on; of one worker, what reaches over all of them. */
export type ExchangeTransports = Pick<
  OpenTransports,
  | "send"
  | "flowTo"
  | "ownAddress"
  | "arrivals"
  | "losses"
  | "unread"
  | "close"
  | "bound"
  | "admit"
  | "dropped"
>;

/** Our own transports, and the others' through them: whoever is above sees one machine. */
export class CrewTransports implements ExchangeTransports {
  readonly #inner: OpenTransports;
  /** Here; each worker counts and tells its own. */
  readonly unread: OpenTransports["unread"];
  readonly #crew: Crew;
  readonly #clock: Clock;
  readonly #lent: Lent;
  readonly #arrivals = listeners<Arrival>();
  readonly #losses = listeners<Flow>();
  readonly arrivals = this.#arrivals.listen;
  readonly losses = this.#losses.listen;
  /** Connections of others that we have to do with. */
  readonly #far = new Map<string, Flow>();
  /** What came before we were ready. */
  #early: Arrival[] | undefined = [];
  readonly #ears: readonly Cancel[];
  readonly #tellLost: (flow: Flow) => void;
  /** The user of a user part; set by whoever knows the users. */
  nameOf: (userPart: string) => string = (userPart) => userPart;
  /** Messages that came here and were another's. */
  handedOver = 0;

  constructor(inner: OpenTransports, crew: Crew, clock: Clock) {
    this.#inner = inner;
    this.unread = inner.unread;
    this.#crew = crew;
    this.#clock = clock;
    this.#lent = lent(crew.own);
    this.#tellLost = crew.shares<Flow>("lost", { heard: (flow) => this.#lost(flow) });
    crew.shares<readonly string[]>("taken", {
      heard: (callIds, from) => this.#lent.gave(callIds, from),
    });
    this.#ears = [
      inner.arrivals((arrival) => this.#arrived(arrival)),
      inner.losses((flow) => {
        this.#losses.tell(flow);
        this.#tellLost(flow);
      }),
      crew.handed(({ said }) => this.#handed(said)),
      crew.comings((worker) => this.#came(worker)),
      crew.goings((worker) => this.#gone(worker)),
    ];
  }

  get bound(): OpenTransports["bound"] {
    return this.#inner.bound;
  }

  get dropped(): number | undefined {
    return this.#inner.dropped;
  }

  admit(stream: Parameters<OpenTransports["admit"]>[0]): void {
    this.#inner.admit(stream);
  }

  send(bytes: Uint8Array, flow: Flow): boolean {
    const holder = holderOf(flow.connection ?? "");
    if (holder === undefined || holder === this.#crew.own) return this.#inner.send(bytes, flow);
    if (!this.#crew.isReady(holder)) return false;
    this.#far.set(flowKey(flow), flow);
    this.#crew.hand(holder, { kind: "send", flow, bytes });
    return true;
  }

  flowTo(hop: Hop, then: (flow: Result<Flow>) => void): void {
    this.#inner.flowTo(hop, then);
  }

  ownAddress(flow: Flow): Address {
    return this.#inner.ownAddress(flow);
  }

  close(): void {
    for (const ear of this.#ears) ear();
    this.#inner.close();
  }

  #arrived(arrival: Arrival): void {
    const { message, flow } = arrival;
    const taker = this.#takerOf(message);
    if (taker === this.#crew.own) this.#keeps(arrival);
    else {
      this.handedOver++;
      this.#crew.hand(taker, { kind: "arrived", flow, bytes: message.bytes });
    }
  }

  #takerOf(message: SipMessage): number {
    const { own, count } = this.#crew;
    const home = homeOf(message, count, this.nameOf);
    if (home === undefined) return own;
    const callId = readable(message, CallId) ?? "";
    const holder = message.kind === "request" ? this.#lent.holder(callId) : undefined;
    if (holder !== undefined) return holder;
    const isReady = (worker: number): boolean => this.#crew.isReady(worker);
    const taker = takerOf(home, count, isReady, own);
    const isStandIn = taker === own && home !== own;
    if (isStandIn && message.kind === "request" && message.method === "INVITE")
      this.#lent.take(callId, home);
    return taker;
  }

  #keeps(arrival: Arrival): void {
    if (this.#early === undefined) this.#arrivals.tell(arrival);
    else if (this.#early.length < mostEarly) this.#early.push(arrival);
  }

  #handed(said: Handed): void {
    if (said.kind === "send") {
      if (!this.#inner.send(said.bytes, said.flow)) this.#tellLost(said.flow);
      return;
    }
    const message = parseMessage(said.bytes.slice(), usualLimits); // what is kept shall not keep the frames around it
    if (!message.ok) return;
    const { flow } = said;
    if (flow.connection !== undefined) this.#far.set(flowKey(flow), flow);
    const holder = this.#lent.holder(readable(message.value, CallId) ?? "");
    const isElsewhere = holder !== undefined && holder !== this.#crew.own;
    if (isElsewhere && message.value.kind === "request") this.#crew.hand(holder, said);
    else this.#keeps({ message: message.value, flow, at: this.#clock.now() });
  }

  #lost(flow: Flow): void {
    this.#far.delete(flowKey(flow));
    this.#losses.tell(flow);
  }

  /** We ourselves, or another: it must know what of its own we have. */
  #came(worker: number): void {
    if (worker === this.#crew.own) {
      const early = this.#early ?? [];
      this.#early = undefined;
      for (const arrival of early) this.#arrivals.tell(arrival);
      return;
    }
    const callIds = this.#lent.takenFor(worker);
    if (callIds.length > 0) this.#crew.tell(worker, "taken", callIds);
  }

  /** Its connections went with it. */
  #gone(worker: number): void {
    this.#lent.gone(worker);
    for (const flow of [...this.#far.values()])
      if (holderOf(flow.connection ?? "") === worker) this.#lost(flow);
  }
}

const mostEarly = 10_000;
