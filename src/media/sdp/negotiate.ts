import { fail, ok, type Result } from "#kit/result.ts";
import { FRAME_MS } from "#media/codec/codec.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AgreedCrypto, AgreedMedia } from "#media/sdp/agreed.ts";
import { answerCrypto, answeredCrypto } from "#media/sdp/crypto.ts";
import {
  type Connectivity,
  type CryptoLine,
  type Description,
  type Direction,
  isNowhere,
  type MediaSection,
  type Origin,
  type PayloadFormat,
} from "#media/sdp/description.ts";
import { bothAllow, directionOf, reversed, sends } from "#media/sdp/direction.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { agreedMedia } from "#media/sdp/inForce.ts";
import { agreedPayloads, answeredPayloads, offeredPayloads } from "#media/sdp/payloads.ts";
import type { Address } from "#world/network.ts";

/** What we can and will do about one audio stream. */
export interface Capabilities {
  readonly origin: Origin;
  /** Where we receive RTP. */
  readonly address: Address;
  /** Where we receive RTCP; the same as `address` when only multiplexed RTCP is possible. */
  readonly rtcp: Address;
  /** In order of preference. */
  readonly codecs: readonly CodecName[];
  readonly direction: Direction;
  /** Our keys, one a suite, best first: then SRTP is wished for, or answered where asked for. */
  readonly cryptos?: readonly CryptoLine[];
  /** Offering keys, nothing else will do: RTP/SAVP. Otherwise they are a wish beside RTP/AVP (RFC 8643). */
  readonly mustEncrypt?: boolean;
  /** For a stream protected by DTLS and found by ICE. */
  readonly connectivity?: Connectivity & { readonly candidates: readonly string[] };
}

/**
 * Our offer. `before` is the last description that we sent in the dialog: its streams keep their
 * places and its payload types their meaning, and the version grows only when something changed
 * (RFC 3264 §8).
 */
export function offerFrom(capabilities: Capabilities, before?: Description): Description {
  const at = before ? audioAt(before) : 0;
  const kept = before?.media[at]?.payloads ?? [];
  const plain = capabilities.mustEncrypt ? "RTP/SAVP" : "RTP/AVP";
  const section = ourSection(capabilities, offeredPayloads(capabilities.codecs, kept), {
    protocol: capabilities.connectivity ? "UDP/TLS/RTP/SAVPF" : plain,
    direction: capabilities.direction,
    rtcpMux: capabilities.rtcp.port === capabilities.address.port,
    cryptos: capabilities.cryptos ?? [],
  });
  const media = before?.media.map((old, i) => (i === at ? section : refusal(old, capabilities)));
  return versioned(descriptionOf(capabilities, media ?? [section], []), before);
}

export interface Answered {
  readonly answer: Description;
  readonly agreed: AgreedMedia;
}

/**
 * Our answer: the first audio stream that we can take, every other one refused in its place
 * (RFC 3264 §6). A Problem when there is none: the caller then refuses the whole (488).
 * `before` as in `offerFrom`.
 */
export function answer(
  offer: Description,
  capabilities: Capabilities,
  before?: Description,
): Result<Answered> {
  let trouble: Result<never> = fail("media.noAudio", "no audio stream is offered");
  for (const [at, section] of offer.media.entries()) {
    if (section.kind !== "audio" || section.port === 0) continue;
    const taken = takeStream(offer, section, capabilities);
    if (taken.ok) {
      const { ours, agreed } = taken.value;
      const media = offer.media.map((each, i) => (i === at ? ours : refusal(each, capabilities)));
      const bundled = offer.bundles.some((mids) => mids.some((mid) => mid === ours.mid));
      const bundles = bundled && ours.mid !== undefined ? [[ours.mid]] : [];
      return ok({ answer: versioned(descriptionOf(capabilities, media, bundles), before), agreed });
    }
    trouble = taken;
  }
  return trouble;
}

/** What their answer made of our offer. */
export function agreedFrom(ourOffer: Description, theirAnswer: Description): Result<AgreedMedia> {
  const at = audioAt(ourOffer);
  const [ours, theirs] = [ourOffer.media[at], theirAnswer.media[at]];
  if (!ours || !theirs || theirs.port === 0 || theirs.kind !== "audio")
    return fail("media.noAudio", "the audio stream was refused");
  const agreed = agreedPayloads(ours.payloads, theirs.payloads);
  if (agreed.codecs.length === 0) return noCommonCodec(theirs);
  const keys = answeredCrypto(ours.cryptos, theirs.cryptos);
  if (ours.protocol === "RTP/SAVP" && !keys)
    return fail("media.noCrypto", "the answer has no key for what we offered");
  return ok(
    agreedMedia(theirAnswer, theirs, {
      ...agreed,
      direction: bothAllow(ours.direction, reversed(theirs.direction)),
      rtcpMux: ours.rtcpMux && theirs.rtcpMux,
      dtls: isDtls(ours),
      ...(keys && { crypto: keys }),
    }),
  );
}

const noCommonCodec = ({ payloads }: MediaSection): Result<never> =>
  fail("media.noCommonCodec", payloads.map((p) => `${p.name}/${p.clockRate}`).join(", "));

/** Ours is the only audio stream that was not refused. */
const audioAt = ({ media }: Description): number =>
  Math.max(
    0,
    media.findIndex(({ kind, port }) => kind === "audio" && port !== 0),
  );

interface Taken {
  readonly ours: MediaSection;
  readonly agreed: AgreedMedia;
}

function takeStream(
  offer: Description,
  section: MediaSection,
  capabilities: Capabilities,
): Result<Taken> {
  const agreed = answeredPayloads(section.payloads, capabilities.codecs);
  if (agreed.codecs.length === 0) return noCommonCodec(section);
  const protection = protect(section, capabilities);
  if (!protection) return fail("media.noCrypto", `${section.protocol} and our means do not meet`);
  const asked = isNowhere(section.host ?? "")
    ? directionOf({ send: sends(section.direction), receive: false })
    : section.direction;
  const direction = bothAllow(capabilities.direction, reversed(asked));
  const { rtcpMux } = section;
  const ours = ourSection(capabilities, agreed.payloads, {
    protocol: section.protocol, // RFC 3264 §6: that of the offer
    direction,
    rtcpMux,
    cryptos: protection.line ? [protection.line] : [],
    ...(section.mid !== undefined && { mid: section.mid }),
  });
  const { agreed: keys } = protection;
  const terms = {
    ...agreed,
    direction,
    rtcpMux,
    dtls: isDtls(section),
    ...(keys && { crypto: keys }),
  };
  return ok({ ours, agreed: agreedMedia(offer, section, terms) });
}

const isDtls = ({ protocol }: MediaSection): boolean => protocol.startsWith("UDP/TLS/RTP/");

/** How the stream will be protected; nothing when the offer and our means do not meet. */
function protect(
  section: MediaSection,
  capabilities: Capabilities,
): { line?: CryptoLine; agreed?: AgreedCrypto } | undefined {
  if (isDtls(section)) return capabilities.connectivity && {};
  const keys = answerCrypto(section.cryptos, capabilities.cryptos ?? []);
  if (/^RTP\/SAVPF?$/.test(section.protocol)) return keys;
  // RFC 8643: keys beside RTP/AVP are a wish
  return /^RTP\/AVPF?$/.test(section.protocol) ? (keys ?? {}) : undefined;
}

function ourSection(
  capabilities: Capabilities,
  payloads: readonly PayloadFormat[],
  terms: Pick<MediaSection, "protocol" | "direction" | "rtcpMux" | "cryptos" | "mid">,
): MediaSection {
  const { address, rtcp } = capabilities;
  const unusual = rtcp.port !== address.port && rtcp.port !== address.port + 1;
  return {
    kind: "audio",
    port: address.port,
    host: address.host,
    formats: payloads.map(({ payloadType }) => String(payloadType)),
    payloads,
    ptime: FRAME_MS,
    ...(unusual && { rtcp: { port: rtcp.port } }),
    candidates: [],
    ...capabilities.connectivity,
    ...terms,
  };
}

/** The same line with port 0 (RFC 3264 §6). */
const refusal = (section: MediaSection, { address }: Capabilities): MediaSection => ({
  kind: section.kind,
  port: 0,
  protocol: section.protocol,
  formats: section.formats,
  payloads: section.payloads,
  host: address.host,
  direction: "inactive",
  rtcpMux: false,
  cryptos: [],
  candidates: [],
  ...(section.mid !== undefined && { mid: section.mid }),
});

const descriptionOf = (
  { origin }: Capabilities,
  media: readonly MediaSection[],
  bundles: Description["bundles"],
): Description => ({ origin, sessionName: "-", bundles, iceLite: false, media });

/** The same version for the same description, else the next one. */
function versioned(now: Description, before: Description | undefined): Description {
  if (!before) return now;
  const kept: Description = { ...now, origin: before.origin };
  if (formatDescription(kept) === formatDescription(before)) return kept;
  return { ...now, origin: { ...before.origin, version: before.origin.version + 1 } };
}
