import type { Address } from "#world/network.ts";

/**
 * media/sdp: session descriptions (RFC 8866) as values, and offer and answer about them (RFC 3264).
 * Text is read and written by `parse.ts` and `format.ts`; nobody else sees it.
 * Called by whoever owns a dialog's body. Never opens a port, never knows a call.
 */

/** As seen from whoever wrote it (RFC 8866 §6.7). */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** The o= line. The address only makes it unique (RFC 8866 §5.2). */
export interface Origin {
  readonly username: string;
  readonly sessionId: string;
  /** Grows by one each time the description differs from the last one sent (RFC 3264 §8). */
  readonly version: number;
  readonly host: string;
}

/** One payload type and what it means: a=rtpmap with its a=fmtp. */
export interface PayloadFormat {
  readonly payloadType: number;
  /** As in a=rtpmap; compared without case. */
  readonly name: string;
  /** The RTP clock in Hz: 8000 for G722, 48000 for opus. */
  readonly clockRate: number;
  readonly channels: number;
  /** The text of a=fmtp, behind the payload type. */
  readonly parameters?: string;
}

/** a=crypto (RFC 4568): one way to protect what its writer will send. */
export interface CryptoLine {
  readonly tag: number;
  readonly suite: string;
  /** `inline:` with the key and salt in base64, perhaps `|lifetime|MKI:length`. Secret: never logged. */
  readonly key: string;
  readonly session?: string;
}

/** a=fingerprint (RFC 8122). */
export interface Fingerprint {
  readonly hash: string;
  readonly value: string;
}

/** What a browser needs to find and trust the other end; carried here, used by media/webrtc. */
export interface Connectivity {
  readonly iceUfrag?: string;
  readonly icePwd?: string;
  readonly fingerprint?: Fingerprint;
  /** a=setup (RFC 4145): who opens DTLS. */
  readonly setup?: string;
}

/** One m= line and what follows it. */
export interface MediaSection extends Connectivity {
  /** audio, video, image …: any word. */
  readonly kind: string;
  /** 0 refuses the stream (RFC 3264 §6). */
  readonly port: number;
  /** RTP/AVP, RTP/SAVP, UDP/TLS/RTP/SAVPF, udptl …: any word. */
  readonly protocol: string;
  /** The formats in the order of the m= line, as words: a refused stream must repeat them. */
  readonly formats: readonly string[];
  /** What is known of those formats, same order; static types are filled in (RFC 3551). */
  readonly payloads: readonly PayloadFormat[];
  /** Where RTP is wanted: c= of the section or of the session. Absent when neither was written. */
  readonly host?: string;
  readonly direction: Direction;
  readonly ptime?: number;
  readonly maxptime?: number;
  /** a=rtcp (RFC 3605). The host is the section's own when absent. */
  readonly rtcp?: { readonly port: number; readonly host?: string };
  /** RFC 5761: RTP and RTCP on one port. */
  readonly rtcpMux: boolean;
  readonly cryptos: readonly CryptoLine[];
  readonly mid?: string;
  /** The text of each a=candidate. */
  readonly candidates: readonly string[];
}

export interface Description extends Connectivity {
  readonly origin: Origin;
  readonly sessionName: string;
  /** The mids of each a=group:BUNDLE (RFC 9143). */
  readonly bundles: readonly (readonly string[])[];
  readonly iceLite: boolean;
  readonly media: readonly MediaSection[];
}

/** Both say that there is nowhere to send to (RFC 3264 §8.4 and its elder in RFC 2543). */
export const isNowhere = (host: string): boolean => host === "0.0.0.0" || host === "::";

/** Where this section wants its RTP; nothing for a refused one or for c= 0.0.0.0. */
export function rtpAddress(section: MediaSection): Address | undefined {
  const { host, port } = section;
  return host === undefined || port === 0 || isNowhere(host) ? undefined : { host, port };
}

/** Where this section wants its RTCP: its own port when multiplexed, else a=rtcp, else the next one. */
export function rtcpAddress(section: MediaSection, mux: boolean): Address | undefined {
  const rtp = rtpAddress(section);
  if (rtp === undefined || mux) return rtp;
  return { host: section.rtcp?.host ?? rtp.host, port: section.rtcp?.port ?? rtp.port + 1 };
}
