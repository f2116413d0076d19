import type { Millis } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { Connectivity, Direction } from "#media/sdp/description.ts";
import type { Address } from "#world/network.ts";

/** A codec that both sides named. Either side may change to any agreed one at any time (RFC 3264 §7). */
export interface AgreedCodec {
  readonly name: CodecName;
  /** The RTP clock in Hz. */
  readonly clockRate: number;
  readonly channels: number;
  /** The payload type they understand. */
  readonly sends: number;
  /** The payload type they will use. */
  readonly receives: number;
  /** Their a=fmtp: what our encoder must obey. */
  readonly parameters?: string;
}

/** Telephone events at one clock (RFC 4733 §2.1: the clock of the codec beside them). */
export interface AgreedEvents {
  readonly clockRate: number;
  readonly sends: number;
  readonly receives: number;
  /** They understand event 16, the hook-flash. */
  readonly flash: boolean;
}

/** SRTP keys by SDES: what protects our packets, what protects theirs. Secret. */
export interface AgreedCrypto {
  readonly suite: "AES_CM_128_HMAC_SHA1_80" | "AES_CM_128_HMAC_SHA1_32";
  /** Master key (16 bytes) and salt (14) in base64. */
  readonly sends: string;
  readonly receives: string;
}

/** What offer and answer agreed about the one audio stream, as the media engine needs it: plain data. */
export interface AgreedMedia {
  /** Where our RTP goes; absent when there is nowhere (c= 0.0.0.0, or a path found by ICE). */
  readonly remote?: Address;
  readonly remoteRtcp?: Address;
  readonly rtcpMux: boolean;
  /** In order of preference, never empty. We send the first unless another spares transcoding. */
  readonly codecs: readonly AgreedCodec[];
  readonly events: readonly AgreedEvents[];
  readonly ptime: Millis;
  /** Ours: `recvonly` means we send nothing. */
  readonly direction: Direction;
  /** They put us on hold: sendonly, inactive or c= 0.0.0.0 from their side. */
  readonly held: boolean;
  readonly crypto?: AgreedCrypto;
  /** What the other side said of ICE and DTLS. */
  readonly connectivity?: Connectivity & { readonly candidates: readonly string[] };
}
