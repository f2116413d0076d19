import { type Millis, millis } from "#kit/time.ts";
import { FRAME_MS } from "#media/codec/codec.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import {
  type Connectivity,
  type Description,
  isNowhere,
  type MediaSection,
  rtcpAddress,
  rtpAddress,
} from "#media/sdp/description.ts";
import { receives } from "#media/sdp/direction.ts";
import type { AgreedPayloads } from "#media/sdp/payloads.ts";
import type { Address } from "#world/network.ts";

/** What has been worked out of both descriptions. */
export type Terms = Pick<AgreedPayloads, "codecs" | "events"> &
  Pick<AgreedMedia, "direction" | "rtcpMux" | "crypto"> & { readonly dtls: boolean };

/** What is in force now, for the stream that `section` describes in their words. */
export function agreedMedia(theirs: Description, section: MediaSection, terms: Terms): AgreedMedia {
  const { dtls, ...agreed } = terms;
  const remote = dtls ? undefined : literal(rtpAddress(section));
  const remoteRtcp = dtls ? undefined : literal(rtcpAddress(section, terms.rtcpMux));
  return {
    ...(remote && { remote }),
    ...(remoteRtcp && { remoteRtcp }),
    ...agreed,
    ptime: packetTime(section),
    held: !receives(section.direction) || isNowhere(section.host ?? ""),
    ...(dtls && { connectivity: connectivityOf(theirs, section) }),
  };
}

/** An address that a packet can be sent to; a name would have to be looked up by someone else. */
const literal = (address: Address | undefined): Address | undefined =>
  address && (/^\d{1,3}(\.\d{1,3}){3}$/.test(address.host) || address.host.includes(":"))
    ? address
    : undefined;

/** Whole frames, as many as they like to get in a packet, 20 to 60 ms. */
function packetTime({ ptime = FRAME_MS, maxptime = 60 }: MediaSection): Millis {
  const frames = Math.floor(Math.min(ptime, maxptime, 60) / FRAME_MS);
  return millis(Math.max(1, frames) * FRAME_MS);
}

/** A section's own words about ICE and DTLS, else those above all sections. */
function connectivityOf(
  whole: Description,
  section: MediaSection,
): Connectivity & { candidates: readonly string[] } {
  const { iceUfrag, icePwd, fingerprint, setup } = { ...whole, ...section };
  return {
    ...(iceUfrag !== undefined && { iceUfrag }),
    ...(icePwd !== undefined && { icePwd }),
    ...(fingerprint && { fingerprint }),
    ...(setup !== undefined && { setup }),
    candidates: section.candidates,
  };
}
