import type { Instant } from "#kit/time.ts";
import { LastHeard } from "#media/engine/lastHeard.ts";
import { Latch } from "#media/engine/latch.ts";
import type { PortPair } from "#media/engine/portPool.ts";
import { isRtcp, newRtpView, RTP_HEADER_BYTES, readRtp } from "#media/rtp/packet.ts";
import type { Address } from "#world/network.ts";

/** Larger than what an ordinary network carries whole. */
const LARGEST = 1500;
/** Packets a second from one party: pictures have some hundreds, sound has fifty. */
const MOST_A_SECOND = 1000;
const SECOND = 1000;

/**
 * One of the two parties of an anchored stream, at a pair of UDP ports of its own. What comes from
 * the party goes out at the other end as it is: RTP and RTCP, plain or protected (SRTP, whose header
 * is open), no bit of it changed. The party is where it was signalled to be or where it sends from
 * (`Latch`); one whose router gives it another port in mid-call proves itself by going on with its
 * SSRC and sequence, which nobody else on the network's edge can know. Nothing is allocated for a
 * packet.
 */
export class AnchorEnd {
  /** From the party, and passed on; RTP and RTCP. */
  packets = 0;
  octets = 0;
  /** From elsewhere than the party. */
  strangers = 0;
  /** No RTP, too large, or too many a second. */
  dropped = 0;
  /** How often the party went on from another address. */
  moves = 0;
  heard: Instant | undefined;
  readonly pair: PortPair;
  readonly #latch = new Latch();
  readonly #view = newRtpView();
  #other: AnchorEnd | undefined;
  #rtcp: Address | undefined;
  readonly #last = new LastHeard();
  #second = 0 as Instant;
  #inSecond = 0;

  constructor(pair: PortPair) {
    this.pair = pair;
    pair.rtp.receive((data, from, at) => this.#arrives(data, from, at), true);
    pair.rtcp.receive((data, from, at) => this.#reported(data, from, at), true);
  }

  /** From now on what comes goes out there. */
  joins(other: AnchorEnd): void {
    this.#other = other;
  }

  /** What the party's SDP says, as far as it is to be believed; `peer` is the host that signals for it. */
  agree(signalled: Address | undefined, peer: string | undefined, at: Instant): void {
    this.#latch.agree(signalled, peer, at);
    this.#rtcp = undefined;
  }

  /** Nothing passes any more; the ports are their pool's. */
  close(): void {
    this.#other = undefined;
    this.#latch.agree(undefined, undefined, 0 as Instant);
  }

  #sendRtp(data: Uint8Array): void {
    const to = this.#latch.target;
    if (to !== undefined) this.pair.rtp.send(data, to);
  }

  /** Behind a router RTCP has a port of its own, which its own packets tell; until then the one beside (RFC 3550 §11). */
  #sendRtcp(data: Uint8Array): void {
    const to = this.#rtcp;
    if (to !== undefined) this.pair.rtcp.send(data, to);
    else {
      const beside = this.#latch.target;
      if (beside !== undefined)
        this.pair.rtcp.send(data, { host: beside.host, port: beside.port + 1 });
    }
  }

  #arrives(data: Uint8Array, from: Address, at: Instant): void {
    if (!isRtpLike(data)) {
      this.dropped += 1;
      return;
    }
    const isReport = isRtcp(data); // on one port with RTP (RFC 5761)
    const isParty = this.#latch.accepts(from, at) || (!isReport && this.#takes(data, from, at));
    if (!isParty) {
      this.strangers += 1;
      return;
    }
    if (!this.#isPaced(at)) {
      this.dropped += 1;
      return;
    }
    if (!isReport) this.#last.note(data);
    this.#count(data, at);
    const to = this.#other;
    if (to !== undefined) to.#sendRtp(data);
  }

  #reported(data: Uint8Array, from: Address, at: Instant): void {
    if (!isRtpLike(data) || !isRtcp(data)) this.dropped += 1;
    else if (from.host !== this.#latch.target?.host) this.strangers += 1;
    else if (!this.#isPaced(at)) this.dropped += 1;
    else {
      if (this.#rtcp?.port !== from.port || this.#rtcp.host !== from.host) this.#rtcp = from;
      this.#count(data, at);
      const to = this.#other;
      if (to !== undefined) to.#sendRtcp(data);
    }
  }

  #count(data: Uint8Array, at: Instant): void {
    this.heard = at;
    this.packets += 1;
    this.octets += data.length;
  }

  /** From somewhere else than before: whether the party is there from now on. */
  #takes(data: Uint8Array, from: Address, at: Instant): boolean {
    if (!readRtp(data, this.#view)) return false;
    if (this.#last.goesOn(this.#view)) this.#latch.reopen(at);
    if (!this.#latch.mayLatch(from, at)) return false;
    if (!this.#latch.considers(from, this.#view, at)) return false;
    if (this.#last.isAnything) this.moves += 1;
    this.#rtcp = undefined;
    return true;
  }

  /** Of what the party sends: strangers have no share of it, else they could use it up. */
  #isPaced(at: Instant): boolean {
    if (at - this.#second >= SECOND) {
      this.#second = at;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    return this.#inSecond <= MOST_A_SECOND;
  }
}

/** Version 2, and at least as long as its header (an RTCP report of nothing has 8 octets). */
const isRtpLike = (data: Uint8Array): boolean =>
  ((data[0] ?? 0) & 0xc0) === 0x80 &&
  data.length >= (isRtcp(data) ? 8 : RTP_HEADER_BYTES) &&
  data.length <= LARGEST;
