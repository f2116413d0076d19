import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, type Millis, seconds } from "#kit/time.ts";
import type { SipUri } from "#sip/message/uri.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { Locate } from "#sip/transport/locator.ts";
import type { Transports } from "#sip/transport/transport.ts";
import type { Clock } from "#world/clock.ts";

/**
 * Streams of registered telephones break, at a restart of ours all of them, and telephones come back by
 * others: at once, or 5 to 10 s after an attempt that failed (RFC 5626 §4.5). What is sent along a
 * stream that is missed waits for so long, and leaves by the one that its telephone has come back by.
 */
export interface MissedFlows {
  /** Asked of each stream that breaks, before its loss is told. */
  asks(whose: (flow: Flow) => Missing | undefined): Cancel;
  /** A stream of the process before us. */
  misses(flow: Flow, how: Missing): void;
  /** It is missed, or its telephone has come back: sending along it is no mistake. */
  leads(flow: Flow): boolean;
  /** The telephone of a stream that is gone has come back by that one. */
  cameBack(gone: Flow, by: Flow): void;
  close(): void;
}

/** How a telephone can be had again. */
export interface Missing {
  /** Where it may be called back; absent: only it can connect. */
  readonly contact?: SipUri;
}

export interface MissedParts {
  readonly transports: Transports;
  readonly clock: Clock;
  readonly locate: Locate;
}

/** Transports that wait for who is missed. `losses` tells of those once more when nobody came back. */
export interface PatientTransports {
  readonly transports: Transports;
  readonly missed: MissedFlows;
}

/** A telephone that found nobody while we were away, and so waited, is back by then. */
const missedAfterUs = seconds(12);
/** One whose connection broke comes back at once, or has been switched off: whoever calls it waits no longer. */
const missedAfterBreak = seconds(4);
/** Messages that wait for one telephone. */
const mostHeld = 50;
/** Streams whose heirs are remembered: the oldest are forgotten. */
const mostHeirs = 2000;
const mostSteps = 16;

interface Missed {
  readonly flow: Flow;
  readonly how: Missing;
  readonly held: Uint8Array[];
  readonly giveUp: Cancel;
}

export function patientTransports(parts: MissedParts): PatientTransports {
  const { transports: inner } = parts;
  const book = new MissedBook(parts);
  const transports: Transports = {
    send: (bytes, flow) => book.send(bytes, flow),
    flowTo: (hop, then) => inner.flowTo(hop, then),
    ownAddress: (flow) => inner.ownAddress(flow),
    ...(inner.keepOpen && { keepOpen: inner.keepOpen }),
    arrivals: inner.arrivals,
    losses: book.losses,
    close: () => inner.close(),
  };
  return { transports, missed: book };
}

class MissedBook implements MissedFlows {
  readonly #of: MissedParts;
  readonly #missed = new Map<string, Missed>();
  readonly #heirs = new Map<string, Flow>();
  readonly #losses = listeners<Flow>();
  readonly losses: Listen<Flow> = this.#losses.listen;
  readonly #unlisten: Cancel;
  #whose: (flow: Flow) => Missing | undefined = () => undefined;

  constructor(of: MissedParts) {
    this.#of = of;
    this.#unlisten = of.transports.losses((flow) => {
      const how = flow.protocol === "UDP" ? undefined : this.#whose(flow);
      if (how) this.#misses(flow, how, missedAfterBreak);
      else this.#forgetHeir(flow);
      this.#losses.tell(flow);
    });
  }

  asks(whose: (flow: Flow) => Missing | undefined): Cancel {
    this.#whose = whose;
    return () => {
      this.#whose = () => undefined;
    };
  }

  misses(flow: Flow, how: Missing): void {
    this.#misses(flow, how, missedAfterUs);
  }

  #misses(flow: Flow, how: Missing, long: Millis): void {
    const key = flowKey(flow);
    if (this.#missed.has(key)) return;
    const { clock } = this.#of;
    const giveUp = clock.at(after(clock.now(), long), () => this.#givesUp(key, flow));
    this.#missed.set(key, { flow, how, held: [], giveUp });
  }

  leads(flow: Flow): boolean {
    return this.#missed.has(flowKey(flow)) || this.#heirs.has(flowKey(flow));
  }

  cameBack(gone: Flow, by: Flow): void {
    const key = flowKey(gone);
    if (flowKey(by) === key) return;
    this.#heirs.delete(flowKey(by)); // it lives
    this.#heirs.set(key, by);
    const [oldest] = this.#heirs.size > mostHeirs ? this.#heirs.keys() : [];
    if (oldest !== undefined) this.#heirs.delete(oldest);
    const missed = this.#missed.get(key);
    this.#missed.delete(key);
    missed?.giveUp();
    for (const bytes of missed?.held ?? []) this.send(bytes, by);
  }

  send(bytes: Uint8Array, flow: Flow): boolean {
    const now = this.#now(flow);
    const missed = this.#missed.size > 0 ? this.#missed.get(flowKey(now)) : undefined;
    if (missed === undefined) return this.#of.transports.send(bytes, now);
    if (missed.held.length >= mostHeld) return false;
    missed.held.push(bytes);
    if (missed.held.length === 1) this.#callsBack(missed);
    return true;
  }

  close(): void {
    this.#unlisten();
    for (const { giveUp } of this.#missed.values()) giveUp();
    this.#missed.clear();
  }

  #now(flow: Flow): Flow {
    let now = flow;
    for (let step = 0; this.#heirs.size > 0 && step < mostSteps; step++) {
      const next = this.#heirs.get(flowKey(now));
      if (next === undefined) break;
      now = next;
    }
    return now;
  }

  /** Some listen at their contact: then they need not come. */
  #callsBack({ flow, how: { contact } }: Missed): void {
    if (contact === undefined) return;
    const { locate, transports } = this.#of;
    locate(contact, (hops) => {
      const hop = hops.ok ? hops.value.find((one) => one.protocol === flow.protocol) : undefined;
      if (hop === undefined) return;
      transports.flowTo(hop, (opened) => {
        if (opened.ok && this.#missed.has(flowKey(flow))) this.cameBack(flow, opened.value);
      });
    });
  }

  #givesUp(key: string, flow: Flow): void {
    this.#missed.delete(key);
    this.#forgetHeir(flow);
    this.#losses.tell(flow);
  }

  #forgetHeir(gone: Flow): void {
    const key = flowKey(gone);
    for (const [of, heir] of this.#heirs) if (flowKey(heir) === key) this.#heirs.delete(of);
  }
}
