import type { Carriable, Carriables } from "#exchange/relay/carriable.ts";
import { isNowhere } from "#media/sdp/description.ts";
import type { Address } from "#world/network.ts";

/** Where what belongs to the m= line of that index shall be sent. */
export type Places = ReadonlyMap<number, Address>;

/**
 * A description as its reader shall have it, with our ports in it: c=, the port of m=, a=rtcp (RFC
 * 3605). Where it is carried, ICE's lines and the bundle go, for both lead past us (RFC 8839 §4.2.5:
 * who sees no candidates does without; RFC 9143 §7.3.3: an offer without a group is answered
 * line by line). A held c= 0.0.0.0 stays, so that a hold remains one. All other lines go
 * on as they came, in their order and with their ends.
 */
export function readdressed(text: string, places: Places, of: Carriables): string {
  const [session, ...sections] = levelsOf(text.split(/(?<=\n)|(?<=\r)(?!\n)/));
  const [anywhere] = places.values();
  const isWhole = of.isWhole && of.sections.every(({ index }) => places.has(index));
  return [
    ...sessionLines(session, isWhole ? anywhere : undefined),
    ...sections.flatMap((lines, i) => {
      const place = places.get(i);
      const section = of.sections.find(({ index }) => index === i);
      if (place === undefined || section === undefined) return lines;
      return sectionLines(lines, place, !isWhole && !isHeld(section));
    }),
  ].join("");
}

const isHeld = ({ at }: Carriable): boolean => at === undefined;

/** The session's own lines, then those of each m= line. */
function levelsOf(lines: readonly string[]): readonly [string[], ...string[][]] {
  const session: string[] = [];
  const sections: string[][] = [];
  for (const line of lines) {
    if (line.startsWith("m=")) sections.push([]);
    (sections.at(-1) ?? session).push(line);
  }
  return [session, ...sections];
}

const leadsPast =
  /^a=(candidate|remote-candidates|end-of-candidates|ice-(ufrag|pwd|lite|options|pacing|mismatch)|group:BUNDLE|bundle-only)(?=[\s:]|$)/;

/** `place`: undefined where not every m= line is carried; then each of these gets a c= of its own. */
const sessionLines = (lines: readonly string[], place: Address | undefined): readonly string[] =>
  lines.flatMap((line) => {
    if (leadsPast.test(line)) return [];
    return place === undefined ? [line] : [withHost(line, place)];
  });

function sectionLines(
  lines: readonly string[],
  place: Address,
  needsOwn: boolean,
): readonly string[] {
  const [media = "", ...others] = lines.filter((line) => !leadsPast.test(line));
  const end = /[\r\n]*$/.exec(media)?.[0] || "\r\n";
  const isTitled = others[0]?.startsWith("i=") ?? false;
  const adds = needsOwn && !others.some((line) => line.startsWith("c="));
  const head = isTitled ? others.slice(0, 1) : [];
  const changed = others.slice(head.length).map((line) => withRtcp(withHost(line, place), place));
  const own = adds ? [`c=IN ${network(place)}${end}`] : [];
  return [media.replace(/^(m=\S+ )\d+(\/\d+)?/, `$1${place.port}`), ...head, ...own, ...changed];
}

const network = ({ host }: Address): string => `${host.includes(":") ? "IP6" : "IP4"} ${host}`;

/** The number of a multicast group's addresses, or its reach, is nobody's any more. */
function withHost(line: string, place: Address): string {
  const [, host = ""] = /^c=IN IP\d ([^\s/]+)/.exec(line) ?? [];
  if (host === "" || isNowhere(host)) return line;
  return line.replace(/^c=[^\r\n]*/, `c=IN ${network(place)}`);
}

/** RTCP is at the port beside RTP's, as it would be without the line. */
const withRtcp = (line: string, place: Address): string =>
  line.startsWith("a=rtcp:")
    ? line.replace(/^a=rtcp:[^\r\n]*/, `a=rtcp:${place.port + 1} IN ${network(place)}`)
    : line;
