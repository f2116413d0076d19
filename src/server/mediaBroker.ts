/**
 * SDP ⇄ media commands. Each SIP leg has one `SipAudio`: its port, what was offered, answered and
 * agreed. Bodies are made here and nowhere else; packets are the engine's matter.
 */
import type { Listen } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import { CRYPTO_KEY_BYTES, cryptoLines } from "#media/sdp/crypto.ts";
import type { CryptoLine, Description } from "#media/sdp/description.ts";
import { receives } from "#media/sdp/direction.ts";
import { agreedFrom, answer, type Capabilities, offerFrom } from "#media/sdp/negotiate.ts";
import { orderedCodecs } from "#server/codecOrder.ts";
import type { Encryption } from "#server/encryption.ts";
import { RtpPort, type RtpPortMeans, type RtpPortWish } from "#server/rtpPort.ts";
import { bodyOf, codecsIn, hasKeys, readBody } from "#server/sdpBodies.ts";
import type { KeptAudio } from "#server/survival/keptAudio.ts";
import type { Body } from "#sip/session/session.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { type Random, randomBelow } from "#world/random.ts";

export interface BrokerMeans extends RtpPortMeans {
  readonly random: Random;
  /** What the engine can run, best first. */
  readonly codecs: readonly CodecName[];
  /** Our address as that peer reaches it. */
  readonly ownAddress: (peer?: string) => string;
  /** `ownAddress` may have another answer than before. */
  readonly looks?: Listen<undefined>;
  /** A router before us has forgotten that way, so that its peers must be told by a request of ours. */
  readonly rebound?: Listen<Flow>;
}

export interface AudioWish extends RtpPortWish {
  /** Whether keys for SRTP are offered in the signalling, and whether there is no sound without. */
  readonly encryption?: Encryption;
  /** What the others of the call speak, best first. */
  readonly others: () => readonly CodecName[];
  /** It has another port than before. */
  readonly moved?: () => void;
}

/** The audio side of one INVITE session. */
export class SipAudio {
  readonly #means: BrokerMeans;
  readonly #wish: AudioWish;
  #port: RtpPort;
  /** Takes the place of a port from which nothing may be sent, as soon as that is agreed. */
  #next: RtpPort | undefined;
  #direction: "sendrecv" | "recvonly" | "sendonly" = "sendrecv";
  readonly #sessionId: string;
  /** Ours in this session, once they were wanted. */
  #cryptos: readonly CryptoLine[] | undefined;
  /** The last description that we sent; an offer of ours that waits for its answer. */
  #sent: Description | undefined;
  #open: Description | undefined;
  #offered: readonly CodecName[] = [];
  #agreed: AgreedMedia | undefined;
  #agreedText = "";
  #isData = false;

  /** `kept`: it was another process's, and goes on at the same port. */
  constructor(means: BrokerMeans, wish: AudioWish, kept?: KeptAudio) {
    this.#means = means;
    this.#wish = wish;
    this.#sessionId = kept?.sessionId ?? String(randomBelow(means.random, 2 ** 40));
    this.#port = new RtpPort(means, {
      ...wish,
      ...(kept?.at !== undefined && { at: kept.at }),
    });
    if (kept) this.#resume(kept);
  }

  /** Undefined: there is no port, and there will be none. */
  kept(): KeptAudio | undefined {
    if (!this.#port.isHoped) return undefined;
    const { known } = this.#port;
    return {
      sessionId: this.#sessionId,
      ...(known !== undefined && { at: known }),
      direction: this.#direction,
      offered: this.#offered,
      isData: this.#isData,
      ...(this.#cryptos && { cryptos: this.#cryptos }),
      ...(this.#sent && { sent: this.#sent }),
      ...(this.#open && { open: this.#open }),
      ...(this.#agreed && { agreed: this.#agreed }),
    };
  }

  /** The party goes on sending; it hears us again with a source of sound that it does not know yet. */
  #resume({ direction, offered, isData, cryptos, sent, open, agreed }: KeptAudio): void {
    this.#direction = direction;
    this.#offered = offered;
    this.#isData = isData;
    this.#cryptos = cryptos;
    this.#sent = sent;
    this.#open = open;
    this.whenReady((ready) => {
      if (ready && direction === "recvonly") this.receiveOnly();
      if (ready && agreed) this.#agree(agreed);
      if (ready && isData) this.carryData();
    });
  }

  get port(): AudioPortId {
    return this.#port.id;
  }

  /** Once the port is there, or it is certain that there will be none. */
  whenReady(then: (ready: boolean) => void): void {
    this.#port.whenReady(then);
  }

  get isReady(): boolean {
    return this.#port.isReady;
  }

  /** They have put us on hold. */
  get held(): boolean {
    return this.#agreed?.held ?? false;
  }

  /** And send something meanwhile (`sendonly`): an announcement, or music of their own. */
  get heldPlaying(): boolean {
    return this.held && this.#agreed !== undefined && receives(this.#agreed.direction);
  }

  get isAgreed(): boolean {
    return this.#agreed !== undefined;
  }

  /** Our address is another than what they were told last. */
  get isElsewhere(): boolean {
    const told = this.#sent?.media.find(({ port }) => port > 0)?.host;
    return told !== undefined && told !== this.#means.ownAddress(this.#wish.peer);
  }

  /** What the far side speaks, as far as it has said so. */
  codecs(): readonly CodecName[] {
    return this.#agreed?.codecs.map(({ name }) => name) ?? this.#offered;
  }

  /** Our offer; it waits for `answered`. */
  offer(): Body {
    const description = offerFrom(
      { ...this.#capabilities([]), ...this.#keysToOffer() },
      this.#sent,
    );
    this.#sent = description;
    this.#open = description;
    return bodyOf(description);
  }

  /** Notes what is offered before it is answered: others may choose by it. A Problem: it cannot be answered. */
  note(offer: Body): Result<void> {
    const read = readBody(offer);
    if (!read.ok) return read;
    this.#offered = codecsIn(read.value);
    if (this.#wish.encryption === "required" && !hasKeys(read.value)) return fail(...noCrypto);
    return this.#offered.some((name) => this.#means.codecs.includes(name))
      ? ok(undefined)
      : fail("media.noCommonCodec", "none of the offered codecs is known here");
  }

  /** Answers their offer, and takes it into force. */
  answer(offer: Body): Result<Body> {
    const read = readBody(offer);
    if (!read.ok) return read;
    this.#offered = codecsIn(read.value);
    const means = { ...this.#capabilities(this.#offered), cryptos: this.#keys() };
    const answered = answer(read.value, means, this.#sent);
    if (!answered.ok) return answered;
    if (this.#wish.encryption === "required" && !answered.value.agreed.crypto)
      return fail(...noCrypto);
    this.#sent = answered.value.answer;
    this.#agree(answered.value.agreed);
    return ok(bodyOf(answered.value.answer));
  }

  /** Their answer to our offer; a fork or a later message may answer the same offer again. */
  answered(body: Body): Result<void> {
    const read = readBody(body);
    if (!read.ok) return read;
    if (!this.#open) return fail("media.noOffer", "an answer came without an offer");
    const agreed = agreedFrom(this.#open, read.value);
    if (!agreed.ok) return agreed;
    this.#agree(agreed.value);
    return ok(undefined);
  }

  /** From now on nothing is ever sent to this party through its port, and our SDP says so. */
  receiveOnly(): void {
    this.#direction = "recvonly";
    this.#means.engine.perform({ do: "receiveOnly", port: this.port });
  }

  /** Our next offer is for both ways again: through another port, for the one that was receive-only stays so. */
  reopen(then: (ready: boolean) => void): void {
    this.#next ??= new RtpPort(this.#means, { ...this.#wish, nth: 2 });
    this.#next.whenReady((ready) => {
      if (ready) this.#direction = "sendrecv";
      then(ready);
    });
  }

  /** Our next offer says that they are on hold, or no longer. False: it says nothing new. */
  holds(them: boolean): boolean {
    const direction = them ? "sendonly" : "sendrecv";
    if (this.#direction === "recvonly" || this.#direction === direction) return false;
    this.#direction = direction;
    return true;
  }

  /** A modem's from now on. True: they must be asked for G.711, the only codec that passes it. */
  carryData(): boolean {
    this.#isData = true;
    this.#means.engine.perform({ do: "voiceBandData", port: this.#port.id });
    const [codec] = this.#agreed?.codecs ?? [];
    return codec !== undefined && !modemCodecs.has(codec.name);
  }

  sendDigit(digits: string): void {
    this.#means.engine.perform({ do: "sendDigit", port: this.#port.id, digits });
  }

  close(): void {
    this.#port.close();
    this.#next?.close();
  }

  #capabilities(theirs: readonly CodecName[]): Capabilities {
    const host = this.#means.ownAddress(this.#wish.peer);
    const { rtp, rtcp } = (this.#next?.isReady ? this.#next : this.#port).numbers;
    const ours = this.#means.codecs.filter((name) => !this.#isData || modemCodecs.has(name));
    return {
      origin: { username: "-", sessionId: this.#sessionId, version: 1, host },
      address: { host, port: rtp },
      rtcp: { host, port: rtcp },
      codecs: orderedCodecs(ours, this.#wish.others(), theirs),
      direction: this.#direction,
    };
  }

  #keys(): readonly CryptoLine[] {
    this.#cryptos ??= cryptoLines(() => this.#means.random(CRYPTO_KEY_BYTES));
    return this.#cryptos;
  }

  /** A wish at first, over signalling that nobody reads; later whatever was agreed. */
  #keysToOffer(): Pick<Capabilities, "cryptos" | "mustEncrypt"> {
    const { encryption = "answered" } = this.#wish;
    const wanted = this.#agreed ? this.#agreed.crypto !== undefined : encryption !== "answered";
    if (!wanted) return {};
    const before = this.#sent?.media.some(({ protocol }) => protocol === "RTP/SAVP") ?? false;
    return { cryptos: this.#keys(), mustEncrypt: before || encryption === "required" };
  }

  /** Only when it says something new: a 200 repeats what its 183 said. */
  #agree(agreed: AgreedMedia): void {
    const text = JSON.stringify(agreed);
    const moved = this.#moved();
    if (text === this.#agreedText && !moved) return;
    const first = this.#agreed === undefined || moved;
    this.#agreed = agreed;
    this.#agreedText = text;
    const { peer } = this.#wish;
    const about = { port: this.#port.id, agreed, ...(peer !== undefined && { peer }) };
    this.#means.engine.perform({ do: first ? "agree" : "change", ...about });
    if (!this.#isData) this.#means.engine.perform({ do: "seekModem", port: this.#port.id });
    if (moved) this.#wish.moved?.();
  }

  /** To the other port, when there is one: what was agreed speaks of it. */
  #moved(): boolean {
    const next = this.#next;
    if (!next?.isReady) return false;
    this.#port.close();
    this.#port = next;
    this.#next = undefined;
    return true;
  }
}

const modemCodecs: ReadonlySet<CodecName> = new Set(["PCMU", "PCMA"]);

const noCrypto = ["media.noCrypto", "only encrypted sound is taken here"] as const;
