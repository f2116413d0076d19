/**
 * SDP ⇄ media commands. Each SIP leg has one `SipAudio`: its port, what was offered, answered and
 * agreed. Bodies are made here and nowhere else; packets are the engine's matter.
 */
import type { Cancel } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { type CodecName, codecFormat } from "#media/codec/format.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import { CRYPTO_KEY_BYTES, cryptoLines } from "#media/sdp/crypto.ts";
import type { CryptoLine, Description } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { agreedFrom, answer, type Capabilities, offerFrom } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";
import type { LegId } from "#telephony/call/leg.ts";
import type { Address } from "#world/network.ts";
import { type Random, randomBelow } from "#world/random.ts";

export interface BrokerMeans {
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly random: Random;
  /** What the engine can run, best first. */
  readonly codecs: readonly CodecName[];
  /** Our address as that peer reaches it. */
  readonly ownAddress: (peer?: string) => string;
}

export type Encryption = "answered" | "wished" | "required";

/**
 * What the owner's `mustEncrypt` and the way of the signalling make of it: keys are offered where
 * nobody can read them. `protocol`: of the flow or the account, in either case of letters.
 */
export function encryptionFor(mustEncrypt: boolean, protocol: string | undefined): Encryption {
  if (mustEncrypt) return "required";
  return /^(tls|wss)$/i.test(protocol ?? "") ? "wished" : "answered";
}

export interface AudioWish {
  readonly leg: LegId;
  /** The host that signals, as far as it is known. */
  readonly peer?: string;
  /** Whether keys for SRTP are offered in the signalling, and whether there is no sound without. */
  readonly encryption?: Encryption;
  /** What the others of the call speak, best first. */
  readonly others: () => readonly CodecName[];
  /** Digits, flash, loss. */
  readonly tell: (event: PortEvent) => void;
}

type Readiness = "waiting" | "ready" | "refused" | "closed";

/** The audio side of one INVITE session. */
export class SipAudio {
  readonly port: AudioPortId;
  readonly #means: BrokerMeans;
  readonly #wish: AudioWish;
  readonly #disown: Cancel;
  readonly #waiting: ((ready: boolean) => void)[] = [];
  #readiness: Readiness = "waiting";
  #address: Address = { host: "0.0.0.0", port: 0 };
  #rtcp: Address = { host: "0.0.0.0", port: 0 };
  readonly #sessionId: string;
  /** Ours in this session, once they were wanted. */
  #cryptos: readonly CryptoLine[] | undefined;
  /** The last description that we sent; an offer of ours that waits for its answer. */
  #sent: Description | undefined;
  #open: Description | undefined;
  #offered: readonly CodecName[] = [];
  #agreed: AgreedMedia | undefined;
  #agreedText = "";

  constructor(means: BrokerMeans, wish: AudioWish) {
    this.#means = means;
    this.#wish = wish;
    this.port = audioPortId(`leg/${wish.leg}`);
    this.#sessionId = String(randomBelow(means.random, 2 ** 40));
    this.#disown = means.ports.own(this.port, (event) => this.#hears(event));
    const family = wish.peer?.includes(":") ? { family: 6 as const } : {};
    means.engine.perform({ do: "reserve", kind: "rtp", port: this.port, ...family });
  }

  /** Once the port is there, or it is certain that there will be none. */
  whenReady(then: (ready: boolean) => void): void {
    if (this.#readiness === "waiting") this.#waiting.push(then);
    else then(this.#readiness === "ready");
  }

  get isReady(): boolean {
    return this.#readiness === "ready";
  }
  /** They have put us on hold. */
  get held(): boolean {
    return this.#agreed?.held ?? false;
  }
  get isAgreed(): boolean {
    return this.#agreed !== undefined;
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

  sendDigit(digits: string): void {
    this.#means.engine.perform({ do: "sendDigit", port: this.port, digits });
  }

  close(): void {
    if (this.#readiness === "closed") return;
    this.#become("closed");
    this.#disown();
    this.#means.engine.perform({ do: "release", port: this.port });
  }

  #hears(event: PortEvent): void {
    if (event.on === "reserved" && event.address) {
      this.#address = event.address;
      this.#rtcp = event.rtcp ?? { host: event.address.host, port: event.address.port + 1 };
      this.#become("ready");
    } else if (event.on === "refused" && event.command === "reserve") {
      this.#become("refused");
    } else {
      this.#wish.tell(event);
    }
  }

  #become(readiness: Readiness): void {
    this.#readiness = readiness;
    for (const then of this.#waiting.splice(0)) then(readiness === "ready");
  }

  #capabilities(theirs: readonly CodecName[]): Capabilities {
    const host = this.#means.ownAddress(this.#wish.peer);
    return {
      origin: { username: "-", sessionId: this.#sessionId, version: 1, host },
      address: { host, port: this.#address.port },
      rtcp: { host, port: this.#rtcp.port },
      codecs: chosen(this.#means.codecs, this.#wish.others(), theirs),
      direction: "sendrecv",
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
    if (text === this.#agreedText) return;
    const first = this.#agreed === undefined;
    this.#agreed = agreed;
    this.#agreedText = text;
    const { peer } = this.#wish;
    const about = { port: this.port, agreed, ...(peer !== undefined && { peer }) };
    this.#means.engine.perform({ do: first ? "agree" : "change", ...about });
  }
}

const noCrypto = ["media.noCrypto", "only encrypted sound is taken here"] as const;

const hasKeys = ({ media }: Description): boolean =>
  media.some(({ cryptos }) => cryptos.length > 0);

const usual: readonly CodecName[] = ["PCMU", "PCMA"];

/**
 * In which order we name codecs: what the others speak first, for that needs no transcoding; then
 * what this side prefers itself. G.711 is always there, for it is what everybody has in the end.
 */
export function chosen(
  ours: readonly CodecName[],
  others: readonly CodecName[],
  theirs: readonly CodecName[],
): readonly CodecName[] {
  const known = others.length > 0 ? [...others, ...theirs, ...usual] : [...theirs, ...ours];
  return [...new Set(known)].filter((name) => ours.includes(name));
}

function codecsIn({ media }: Description): readonly CodecName[] {
  const audio = media.find(({ kind, port }) => kind === "audio" && port !== 0);
  return (audio?.payloads ?? []).flatMap(({ name }) => codecFormat(name)?.name ?? []);
}

const bodyOf = (description: Description): Body =>
  sdpBody(new TextEncoder().encode(formatDescription(description)));

function readBody({ type, content }: Body): Result<Description> {
  const text = new TextDecoder().decode(content);
  if (/^application\/sdp\b/i.test(type)) return parseDescription(text);
  const part = /^multipart\//i.test(type) ? /\r?\n\r?\n(v=0\r?\n[\s\S]*?)\r?\n--/.exec(text) : null;
  return part?.[1] !== undefined
    ? parseDescription(`${part[1]}\r\n`)
    : fail("media.noSdp", `a body of type ${type.slice(0, 40)}`);
}
