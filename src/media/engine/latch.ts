import { type Instant, seconds } from "#kit/time.ts";
import type { RtpHeader } from "#media/rtp/packet.ts";
import { nextSequence } from "#media/rtp/sequence.ts";
import type { Address } from "#world/network.ts";

/** After each accepted SDP, for so long a host that nobody named may prove that it is the party. */
const WINDOW = seconds(5);
/** It waits that long for one that was named, and the party must have been silent for that long. */
const PATIENCE = seconds(1);
/** Packets in a row that make somebody plausible. */
const [NAMED, UNNAMED] = [2, 5];
const MOST_CANDIDATES = 8;

/** Somebody who sends as the party would, from another address. */
interface Candidate {
  readonly from: Address;
  ssrc: number;
  next: number;
  inRow: number;
}

/**
 * Where a party is, when its SDP says one thing and its packets another (a NAT between us).
 * The signalled address is believed until packets come from elsewhere while it is silent; then that
 * is the party, once for each accepted SDP and each proof that it has moved (`reopen`). The signalled
 * address always wins when it sends. Hosts that were named (by SDP, or because they signal) need two
 * packets in a row and may come late, for a caller may be silent until it is answered; any other
 * needs five, within five seconds. Whoever else sends is a stranger: this is what keeps other
 * people's sound out of a call (RTP bleed).
 */
export class Latch {
  #signalled: Address | undefined;
  #latched: Address | undefined;
  #peer: string | undefined;
  #opened = 0 as Instant;
  /** In this window: the signalled address sent, or somebody was latched to. */
  #decided = false;
  #heard: Instant | undefined;
  #candidates: Candidate[] = [];

  /** Offer and answer agreed: `peer` is the host that signals. */
  agree(signalled: Address | undefined, peer: string | undefined, at: Instant): void {
    if (!signalled || !this.#signalled || !same(signalled, this.#signalled)) {
      this.#latched = undefined;
      this.#heard = undefined;
    }
    this.#signalled = signalled;
    this.#peer = peer;
    this.#opened = at;
    this.#decided = false;
    this.#candidates = [];
  }

  /**
   * The party has proved otherwise that it sends from elsewhere now (its router has forgotten it):
   * as if offer and answer were agreed anew, unless it was heard just now where it was.
   */
  reopen(at: Instant): void {
    if (!this.#decided || this.#heard === undefined || at - this.#heard < PATIENCE) return;
    this.#opened = at;
    this.#decided = false;
    this.#candidates = [];
  }

  /** Where to send to. */
  get target(): Address | undefined {
    return this.#latched ?? this.#signalled;
  }

  /** Whether a packet from there is the party's. Call it for each: it is how the party is known to send. */
  accepts(from: Address, at: Instant): boolean {
    if (this.#signalled && same(from, this.#signalled)) {
      this.#latched = undefined;
      this.#decided = true;
    } else if (!this.#latched || !same(from, this.#latched)) {
      return false;
    }
    this.#heard = at;
    return true;
  }

  /** Whether it is worth reading a packet that was not accepted. */
  mayLatch(from: Address, at: Instant): boolean {
    if (this.#decided || !this.#signalled) return false;
    if (this.#heard !== undefined && at - this.#heard < PATIENCE) return false;
    return this.#isNamed(from) || at - this.#opened <= WINDOW;
  }

  /** A packet from elsewhere with a payload type of ours: true when its sender is the party from now on. */
  considers(from: Address, header: RtpHeader, at: Instant): boolean {
    const candidate = this.#candidate(from);
    if (!candidate) return false;
    const follows = candidate.ssrc === header.ssrc && candidate.next === header.sequence;
    candidate.inRow = follows ? candidate.inRow + 1 : 1;
    candidate.ssrc = header.ssrc;
    candidate.next = nextSequence(header.sequence);
    const named = this.#isNamed(from);
    if (candidate.inRow < (named ? NAMED : UNNAMED)) return false;
    if (!named && at - this.#opened < PATIENCE) return false;
    this.#latched = candidate.from;
    this.#decided = true;
    this.#heard = at;
    this.#candidates = [];
    return true;
  }

  #isNamed({ host }: Address): boolean {
    return host === this.#peer || host === this.#signalled?.host;
  }

  /** A crowd of strangers never keeps a named host out. */
  #candidate(from: Address): Candidate | undefined {
    const known = this.#candidates.find((each) => same(each.from, from));
    if (known) return known;
    const isFull = this.#candidates.length >= MOST_CANDIDATES;
    const place = isFull ? this.#candidates.findIndex((each) => !this.#isNamed(each.from)) : -1;
    if (isFull && (place < 0 || !this.#isNamed(from))) return undefined;
    if (isFull) this.#candidates.splice(place, 1);
    const made = { from: { ...from }, ssrc: 0, next: -1, inRow: 0 };
    this.#candidates.push(made);
    return made;
  }
}

const same = (a: Address, b: Address): boolean => a.port === b.port && a.host === b.host;
