import { type Description, isNowhere, type MediaSection } from "#media/sdp/description.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import type { Address } from "#world/network.ts";

/** One m= line that can be carried: RTP over UDP. */
export interface Carriable {
  /** The m= lines of a session keep their places (RFC 3264 §8). */
  readonly index: number;
  /** Where its writer wants RTP; undefined: nowhere, while it holds (c= 0.0.0.0). */
  readonly at: Address | undefined;
  /** Sound or pictures go both ways. */
  readonly isTalking: boolean;
}

/** What a description has for a relay. */
export interface Carriables {
  readonly sections: readonly Carriable[];
  /** A description of every m= line that is not refused. */
  readonly isWhole: boolean;
}

const rtpByUdp = /^(UDP\/(TLS\/)?)?RTP\/S?AVPF?$/;

/**
 * Of a description that can be read and does not find its own way; undefined: it passes as it is.
 * A description with a certificate's fingerprint or of another family of addresses is its ends' own
 * matter: browsers agree on their way by ICE, with keys that are bound to it.
 */
export function carriables(text: string, family: 4 | 6): Carriables | undefined {
  const read = parseDescription(text);
  if (!read.ok || findsItsWay(read.value)) return undefined;
  const { media } = read.value;
  const sections = media.flatMap((section, index) => carriable(section, index, family));
  if (sections.length === 0) return undefined;
  const open = media.filter(({ port }) => port !== 0);
  return { sections, isWhole: sections.length === open.length };
}

const findsItsWay = ({ fingerprint, media }: Description): boolean =>
  fingerprint !== undefined || media.some((section) => section.fingerprint !== undefined);

function carriable(section: MediaSection, index: number, family: 4 | 6): readonly Carriable[] {
  const { host, port, protocol, direction } = section;
  const isCarried = port !== 0 && host !== undefined && rtpByUdp.test(protocol);
  if (!isCarried || familyOf(host) !== family) return [];
  const isHeld = isNowhere(host);
  const at = isHeld ? undefined : { host, port };
  return [{ index, at, isTalking: !isHeld && direction === "sendrecv" }];
}

export const familyOf = (host: string): 4 | 6 => (host.includes(":") ? 6 : 4);

/** The hosts that a description wants RTP at, whatever it is. */
export function hostsIn(text: string): readonly string[] {
  const read = parseDescription(text);
  if (!read.ok) return [];
  return read.value.media.flatMap(({ host, port }) =>
    host === undefined || port === 0 || isNowhere(host) ? [] : [host],
  );
}
