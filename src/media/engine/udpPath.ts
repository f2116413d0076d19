import { ok, type Result } from "#kit/result.ts";
import type { Instant } from "#kit/time.ts";
import { LastHeard } from "#media/engine/lastHeard.ts";
import { Latch } from "#media/engine/latch.ts";
import type { PacketPath } from "#media/engine/packetPath.ts";
import type { PortPair } from "#media/engine/portPool.ts";
import { isRtcp, newRtpView, readRtp } from "#media/rtp/packet.ts";
import {
  type SrtpCrypto,
  type SrtpReceiver,
  type SrtpSender,
  srtpReceiver,
  srtpSender,
} from "#media/rtp/srtp.ts";
import type { AgreedCrypto, AgreedMedia } from "#media/sdp/agreed.ts";
import type { Clock } from "#world/clock.ts";
import type { Address } from "#world/network.ts";

/** Larger than any sound, smaller than what SRTP can hold. */
const LARGEST = 1500;

type Receive = (packet: Uint8Array, at: Instant) => void;

/** A pair of UDP sockets to one party: who the party is (`Latch`), and SRTP when it was agreed. */
export class UdpPath implements PacketPath {
  /** Packets from elsewhere than the party. */
  strangers = 0;
  /** Packets that were not what they should have been: unreadable under the keys, or too large. */
  broken = 0;
  readonly #pair: PortPair;
  readonly #ciphers: SrtpCrypto;
  readonly #clock: Clock;
  readonly #latch = new Latch();
  readonly #view = newRtpView();
  readonly #last = new LastHeard();
  readonly #knownTypes = new Uint8Array(128);
  #crypto: AgreedCrypto | undefined;
  #sender: SrtpSender | undefined;
  #receiver: SrtpReceiver | undefined;
  #rtcp: Address | undefined;
  #mux = false;
  #receive: Receive = () => undefined;

  constructor(pair: PortPair, ciphers: SrtpCrypto, clock: Clock) {
    this.#pair = pair;
    this.#ciphers = ciphers;
    this.#clock = clock;
    pair.rtp.receive((data, from, at) => this.#arrives(data, from, at));
    pair.rtcp.receive((data, from, at) => this.#report(data, from, at));
  }

  /** Who is at the other end from now on. Nothing changes when the keys are unusable. */
  agree(agreed: AgreedMedia, peer: string | undefined): Result<void> {
    const keys = this.#takeKeys(agreed.crypto);
    if (!keys.ok) return keys;
    this.#latch.agree(agreed.remote, peer, this.#clock.now());
    this.#rtcp = agreed.remoteRtcp;
    this.#mux = agreed.rtcpMux;
    this.#knownTypes.fill(0);
    for (const { receives } of [...agreed.codecs, ...agreed.events]) this.#knownTypes[receives] = 1;
    return ok(undefined);
  }

  sendRtp(packet: Uint8Array): void {
    const to = this.#latch.target;
    if (to) this.#pair.rtp.send(this.#sender ? this.#sender.protectRtp(packet) : packet, to);
  }

  sendRtcp(packet: Uint8Array): void {
    const to = this.#mux ? this.#latch.target : this.#rtcpTarget();
    const data = this.#sender ? this.#sender.protectRtcp(packet) : packet;
    if (to) (this.#mux ? this.#pair.rtp : this.#pair.rtcp).send(data, to);
  }

  receive(each: Receive): void {
    this.#receive = each;
  }

  /** The sockets are the pool's: they are given back, not closed. */
  close(): void {
    this.#receive = () => undefined;
    this.#latch.agree(undefined, undefined, this.#clock.now());
  }

  /** The same keys go on; a new one begins anew (a key never protects two streams). */
  #takeKeys(crypto: AgreedCrypto | undefined): Result<void> {
    const before = this.#crypto;
    if (crypto?.sends !== before?.sends || crypto?.suite !== before?.suite) {
      const sender = crypto && srtpSender(this.#ciphers, crypto.suite, crypto.sends);
      if (sender && !sender.ok) return sender;
      this.#sender = sender?.value;
    }
    if (crypto?.receives !== before?.receives || crypto?.suite !== before?.suite) {
      const receiver = crypto && srtpReceiver(this.#ciphers, crypto.suite, crypto.receives);
      if (receiver && !receiver.ok) return receiver;
      this.#receiver = receiver?.value;
    }
    this.#crypto = crypto;
    return ok(undefined);
  }

  #arrives(data: Uint8Array, from: Address, at: Instant): void {
    if (data.length > LARGEST) this.broken += 1;
    else if (isRtcp(data)) this.#report(data, from, at);
    else if (this.#latch.accepts(from, at)) this.#open(data, at);
    else this.#stranger(data, from, at);
  }

  #open(data: Uint8Array, at: Instant): void {
    const packet = this.#receiver ? this.#receiver.openRtp(data) : data;
    if (packet) this.#heard(packet, at);
    else this.broken += 1;
  }

  #heard(packet: Uint8Array, at: Instant): void {
    this.#last.note(packet);
    this.#receive(packet, at);
  }

  /** The packet that decides is heard; those before it were nobody's yet. */
  #stranger(data: Uint8Array, from: Address, at: Instant): void {
    if (this.#hasMoved(data, from)) this.#latch.reopen(at);
    const packet = this.#latch.mayLatch(from, at) ? this.#plausible(data) : undefined;
    if (packet && this.#latch.considers(from, this.#view, at)) this.#heard(packet, at);
    else this.strangers += 1;
  }

  /** Its router has given the party another port; another host would be anybody's word. */
  #hasMoved(data: Uint8Array, { host }: Address): boolean {
    const isThere = host === this.#latch.target?.host;
    return isThere && readRtp(data, this.#view) && this.#last.goesOn(this.#view);
  }

  #plausible(data: Uint8Array): Uint8Array | undefined {
    const packet = this.#receiver ? this.#receiver.openRtp(data) : data;
    if (!packet || !readRtp(packet, this.#view)) return undefined;
    return this.#knownTypes[this.#view.payloadType] === 1 ? packet : undefined;
  }

  /** A report tells nothing that could be heard; it is taken from the party's host. */
  #report(data: Uint8Array, from: Address, at: Instant): void {
    if (data.length > LARGEST || from.host !== this.#latch.target?.host) {
      this.strangers += 1;
      return;
    }
    if (!this.#mux) this.#rtcp = from;
    const packet = this.#receiver ? this.#receiver.openRtcp(data) : data;
    if (packet) this.#receive(packet, at);
    else this.broken += 1;
  }

  /** Next to where sound goes, when that is another host than the one signalled. */
  #rtcpTarget(): Address | undefined {
    const target = this.#latch.target;
    if (!target || this.#rtcp?.host === target.host) return this.#rtcp;
    return { host: target.host, port: target.port + 1 };
  }
}
