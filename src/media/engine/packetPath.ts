import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { Instant } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";

/**
 * Where a session's packets go to and come from: a pair of UDP sockets, or a browser's ICE and DTLS.
 * Packets are plain RTP and RTCP here; whatever protects them is the path's own business.
 */
export interface PacketPath {
  /** Sends or drops at once; the bytes may be reused when it returns. */
  sendRtp(packet: Uint8Array): void;
  sendRtcp(packet: Uint8Array): void;
  /** One owner. RTP and RTCP come the same way; they differ in their second octet (RFC 5761 §4). */
  receive(each: (packet: Uint8Array, at: Instant) => void): void;
  close(): void;
}

/** What a browser asks for. */
export interface WebRtcRequest {
  /** The browser's SDP, with all its candidates. */
  readonly offer: string;
  /** In order of preference; the answer lists all that both know. */
  readonly codecs: readonly CodecName[];
  /** False for a session that only listens: the answer is recvonly. */
  readonly sends: boolean;
}

/** What becomes of it. Told in this order, each at most once; `lost` ends it. */
export interface WebRtcListener {
  /** The answer's SDP, with all our candidates, and what it agreed. */
  answered(answer: string, agreed: AgreedMedia): void;
  /** ICE found a path and DTLS made the keys: packets flow. */
  ready(): void;
  lost(why: Problem): void;
}

/** Opens a browser's session; media/webrtc has the real one, and whoever makes the engine hands it in. */
export type OpenWebRtc = (request: WebRtcRequest, listener: WebRtcListener) => Result<PacketPath>;
