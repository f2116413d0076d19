import type { CallWires } from "#exchange/calls/callWires.ts";
import { type Outcome, outcomeOf, reasonOf } from "#exchange/calls/outcome.ts";
import type { PassedCall, PassedHop, Why } from "#exchange/calls/passedCall.ts";
import { type Listen, listeners } from "#kit/listeners.ts";
import { type Instant, minutes } from "#kit/time.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";
import { CallId } from "#sip/headers/callId.ts";
import { From } from "#sip/headers/from.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import type { Clock } from "#world/clock.ts";
import type { Address } from "#world/network.ts";

/** What the parts that a call passes tell of it. Calls are known by their Call-ID here. */
export interface CallWatch {
  /** An INVITE that begins a call has come from there. */
  begins(request: SipRequest, from: Address): void;
  /** Who calls, and for whom it is, as soon as that is known. */
  known(callId: string, who: Partial<Pick<PassedCall, "by" | "for">>): void;
  /** It is offered there; `at` once the way is known. */
  tried(callId: string, of: string, at?: Address): void;
  /** What a place that it was offered has answered; 408 for silence. */
  heard(callId: string, of: string, status: number): void;
  accepted(callId: string): void;
  refused(callId: string, status: number, why?: Why): void;
  /** The same call has another Call-ID on the side of that trunk. */
  bridged(callId: string, far: string, of: string): void;
  ended(callId: string): void;
}

type Party = (remote: Address) => string;
type Entry = { -readonly [K in keyof PassedCall]: PassedCall[K] } & {
  hops: PassedHop[];
  /** Who is at an address, as far as this call has shown it. */
  readonly parties: Map<string, string>;
  readonly source: string;
  /** Call-ID and name of the far side of a bridge. */
  far: { readonly callId: string; readonly of: string }[];
  touched: Instant;
};

const mostRecent = 1000;
const mostLive = 20_000;
const mostHops = 40;
const longestText = 200;
/** As a channel: when nothing was heard of a call for so long, it is over. */
const lease = minutes(120);

const keyOf = ({ host, port }: Address): string => `${host}:${port}`;

/** Calls that are on their way or up, by Call-ID, and the last ones that are over. */
export class CallBook implements CallWatch {
  readonly #clock: Clock;
  readonly #live = new Map<string, Entry>();
  readonly #recent: Entry[] = [];
  readonly #changes = listeners<PassedCall>();
  readonly #mark: string;
  #made = 0;
  /** Since the start. */
  readonly counts = { calls: 0, answered: 0, refused: 0, cancelled: 0, failed: 0 };

  /** `mark`: stands first in the id of each call; another one for each of several books. */
  constructor(clock: Clock, mark = "") {
    this.#clock = clock;
    this.#mark = mark;
  }

  get changes(): Listen<PassedCall> {
    return this.#changes.listen;
  }

  get size(): number {
    return this.#live.size;
  }

  /* What is told of calls. */

  begins(request: SipRequest, from: Address): void {
    const callId = readable(request, CallId) ?? "";
    if (this.#live.has(callId)) return;
    const caller = (readable(request, From)?.uri ?? "").slice(0, longestText);
    const id = `${this.#mark}c${++this.#made}`;
    this.#live.set(callId, {
      ...{ id, callId, from: caller, to: request.uriText.slice(0, longestText) },
      ...{ began: this.#clock.wallTime(), state: "trying", hops: [], bridged: false, far: [] },
      ...{ parties: new Map([[keyOf(from), caller]]), touched: this.#clock.now() },
      source: keyOf(from),
    });
    const [oldest] = this.#live.size > mostLive ? this.#live.values() : [];
    if (oldest !== undefined) this.#forgotten(oldest);
  }

  known(callId: string, who: Partial<Pick<PassedCall, "by" | "for">>): void {
    const call = this.#touched(callId);
    if (call === undefined) return;
    Object.assign(call, who);
    if (who.by !== undefined) call.parties.set(call.source, who.by);
    this.#changed(call);
  }

  tried(callId: string, of: string, at?: Address): void {
    const call = this.#touched(callId);
    if (call === undefined) return;
    const where = at === undefined ? {} : { at: keyOf(at) };
    if (at !== undefined && keyOf(at) !== call.source) call.parties.set(keyOf(at), of);
    const open = hopOf(call, of);
    const before = call.hops[open];
    if (at !== undefined && before !== undefined && before.at === undefined)
      call.hops[open] = { ...before, ...where };
    else if (call.hops.length < mostHops)
      call.hops.push({ of, began: this.#clock.wallTime(), ...where });
  }

  heard(callId: string, of: string, status: number): void {
    const call = this.#touched(callId);
    if (call === undefined) return;
    const open = hopOf(call, of);
    const hop = call.hops[open];
    const ended = status >= 200 && { ended: this.#clock.wallTime() };
    if (hop !== undefined) call.hops[open] = { ...hop, status, ...ended };
    if (status <= 100 || status >= 200 || call.state !== "trying") return;
    call.state = "ringing";
    call.ringing = this.#clock.wallTime();
    this.#changed(call);
  }

  accepted(callId: string): void {
    const call = this.#touched(callId);
    if (call === undefined || call.state === "up") return;
    call.state = "up";
    call.answered = this.#clock.wallTime();
    call.status = 200;
    this.#changed(call);
  }

  refused(callId: string, status: number, why?: Why): void {
    const call = this.#live.get(callId);
    if (call === undefined || call.state === "up") return;
    if (status === 401 || status === 407) {
      this.#live.delete(callId); // asked for a password: no call yet
      return;
    }
    call.status = status;
    call.why = why ?? reasonOf(call, status);
    this.#over(call, outcomeOf(call.why));
  }

  bridged(callId: string, far: string, of: string): void {
    const call = this.#touched(callId);
    if (call === undefined) return;
    call.bridged = true;
    call.far.push({ callId: far, of });
  }

  ended(callId: string): void {
    const call = this.#live.get(callId);
    if (call?.state === "up") this.#over(call, "answered");
  }

  /** A call that another book knew to be up; it ends here. */
  adopt(call: PassedCall): void {
    if (this.#live.has(call.callId)) return;
    this.#live.set(call.callId, {
      ...{ ...call, hops: [...call.hops], far: [] },
      ...{ parties: new Map(), source: "", touched: this.#clock.now() },
    });
  }

  /* What may be asked of them. */

  /** Newest first. */
  live(): readonly PassedCall[] {
    this.#sweep();
    return [...this.#live.values()].map(viewOf).toReversed();
  }

  /** Those that are over, the last first; the oldest are forgotten. */
  recent(): readonly PassedCall[] {
    return this.#recent.map(viewOf).toReversed();
  }

  find(id: string): PassedCall | undefined {
    const found = this.#find(id);
    return found && viewOf(found);
  }

  /** Its dialogs, for its ladder. */
  wires(id: string): readonly { readonly callId: string; readonly party: Party }[] {
    const call = this.#find(id);
    if (call === undefined) return [];
    const party: Party = (remote) => call.parties.get(keyOf(remote)) ?? keyOf(remote);
    const fars = call.far.map(({ callId, of }) => ({ callId, party: () => of }));
    return [{ callId: call.callId, party }, ...fars];
  }

  ladder(id: string, rows: CallWires["rows"]): readonly WireRow[] | undefined {
    return this.#find(id) && rows(this.wires(id));
  }

  #find(id: string): Entry | undefined {
    for (const call of this.#live.values()) if (call.id === id) return call;
    return this.#recent.find((call) => call.id === id);
  }

  #touched(callId: string): Entry | undefined {
    const call = this.#live.get(callId);
    if (call !== undefined) call.touched = this.#clock.now();
    return call;
  }

  #over(call: Entry, outcome: Outcome): void {
    this.#live.delete(call.callId);
    call.state = "over";
    call.outcome = outcome;
    call.ended = this.#clock.wallTime();
    this.counts.calls++;
    this.counts[outcome]++;
    this.#recent.push(call);
    if (this.#recent.length > mostRecent) this.#recent.shift();
    this.#changed(call);
  }

  /** What nobody has spoken of for the length of a lease. */
  #sweep(): void {
    const oldest = this.#clock.now() - lease;
    for (const call of this.#live.values()) if (call.touched <= oldest) this.#forgotten(call);
  }

  #forgotten(call: Entry): void {
    this.#over(call, call.answered === undefined ? "failed" : "answered");
  }

  #changed(call: Entry): void {
    if (this.#changes.count > 0) this.#changes.tell(viewOf(call));
  }
}

const hopOf = ({ hops }: Entry, of: string): number =>
  hops.findLastIndex((hop) => hop.of === of && hop.ended === undefined);

const viewOf = ({ parties, source, far, touched, hops, ...call }: Entry): PassedCall => ({
  ...call,
  hops: [...hops],
});
