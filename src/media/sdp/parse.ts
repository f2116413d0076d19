import { fail, ok, type Result } from "#kit/result.ts";
import { staticFormats } from "#media/codec/format.ts";
import type {
  Connectivity,
  CryptoLine,
  Description,
  Direction,
  MediaSection,
  Origin,
  PayloadFormat,
} from "#media/sdp/description.ts";
import { type Lines, linesByLevel } from "#media/sdp/lines.ts";

/** A browser's offer with video has some 15 KB and 200 lines; nobody honest needs more than these. */
const most = { octets: 65_536, lines: 1000, line: 4096, sections: 16, formats: 64, each: 64 };

/**
 * Text from a peer → description. Forgiving where nothing depends on it (lines that nobody knows,
 * missing c=, odd times), `media.badSdp` for what is no SDP, `media.bigSdp` beyond our limits.
 */
export function parseDescription(text: string): Result<Description> {
  const lines = text.split(/\r\n|\r|\n/);
  if (text.length > most.octets || lines.length > most.lines || lines.some(isLong))
    return fail("media.bigSdp", `${text.length} octets in ${lines.length} lines`);
  if (lines[0]?.trim() !== "v=0") return bad("it does not begin with v=0");
  const [session, ...sections] = linesByLevel(lines);
  const origin = readOrigin(session);
  if (!origin) return bad("there is no o= line");
  if (sections.length > most.sections) return fail("media.bigSdp", "too many m= lines");
  const media: MediaSection[] = [];
  for (const section of sections) {
    const value = readSection(section, session);
    if (!value) return bad(`m= line ${media.length + 1} cannot be read`);
    media.push(value);
  }
  return ok({
    origin,
    sessionName: session.all("s").at(-1)?.trim() || "-",
    bundles: readBundles(session),
    iceLite: session.flags.includes("ice-lite"),
    ...readConnectivity(session),
    media,
  });
}

const bad = (why: string): Result<never> => fail("media.badSdp", why);
const isLong = (line: string): boolean => line.length > most.line;

function readOrigin(session: Lines): Origin | undefined {
  const o = session.last("o", /^(\S*) (\d+) (\d+) \S* IP\d (\S+)/);
  const [, username = "", sessionId = "", version, host = ""] = o ?? [];
  return o && { username, sessionId, version: Number(version), host };
}

const readBundles = (session: Lines): string[][] =>
  session
    .all("group")
    .flatMap((group) => /^BUNDLE (.*)/.exec(group)?.[1] ?? [])
    .map((mids) => mids.split(" ").filter((mid) => mid !== ""));

/** `m=audio 49170/2 …` names two port pairs (RFC 8866 §5.14); the first is what we use. */
const mediaLine = /^(\w+) (\d+)(?:\/\d+)? ([\w/]+)(?: (.*))?/;

function readSection(section: Lines, session: Lines): MediaSection | undefined {
  const [, kind, port, protocol, listed = ""] = section.last("m", mediaLine) ?? [];
  const formats = listed.split(" ").filter((word) => word !== "");
  if (kind === undefined || protocol === undefined || Number(port) > 65_535) return undefined;
  if (formats.length > most.formats) return undefined;
  return {
    kind,
    port: Number(port),
    protocol,
    formats,
    payloads: protocol.includes("RTP/")
      ? formats.flatMap((word) => readPayload(word, section))
      : [],
    ...optional("host", hostOf(section) ?? hostOf(session)),
    direction: directionOf(section) ?? directionOf(session) ?? "sendrecv",
    ...optional("ptime", millisOf("ptime", section)),
    ...optional("maxptime", millisOf("maxptime", section)),
    ...optional("rtcp", readRtcp(section)),
    rtcpMux: section.flags.includes("rtcp-mux"),
    cryptos: section.all("crypto").slice(0, most.each).flatMap(readCrypto),
    ...optional("mid", wordOf("mid", section)),
    candidates: section.all("candidate").slice(0, most.each).map(trimmed),
    ...readConnectivity(section),
  };
}

const trimmed = (text: string): string => text.trim();

/** A key that is absent rather than undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [k in K]: V });

/** The first word behind that attribute, if there is one. */
const wordOf = (key: string, lines: Lines): string | undefined =>
  lines.last(key, /^\S*/)?.[0] || undefined;

function millisOf(key: string, lines: Lines): number | undefined {
  const whole = lines.last(key, /^\d+/)?.[0];
  return whole === undefined ? undefined : Number(whole);
}

/** Without the TTL of a multicast address. */
const hostOf = (lines: Lines): string | undefined => lines.last("c", /^IN IP\d ([^\s/]+)/)?.[1];

const directionOf = ({ flags }: Lines): Direction | undefined => flags.findLast(isDirection);
const isDirection = (flag: string): flag is Direction =>
  /^(sendrecv|sendonly|recvonly|inactive)$/.test(flag);

const rtpmap = /^(\d+) ([\w\-.]+)(?:\s*\/(\d*)(?:\s*\/(\S*))?)?/;

function readPayload(word: string, section: Lines): PayloadFormat[] {
  const payloadType = /^\d{1,3}$/.test(word) ? Number(word) : -1;
  if (payloadType < 0 || payloadType > 127) return [];
  const [, , written, rate, channels] = own("rtpmap", rtpmap, payloadType, section) ?? [];
  const known = staticFormats.get(payloadType);
  const [name, clockRate] = [written ?? known?.name, rate ? Number(rate) : known?.clockRate];
  if (!name || !clockRate) return [];
  const parameters = own("fmtp", /^(\d+) ([\S ]*)/, payloadType, section)?.[2];
  return [
    {
      payloadType,
      name,
      clockRate,
      channels: Number(channels ?? 1) || 1,
      ...optional("parameters", parameters),
    },
  ];
}

/** The first of an attribute's lines that speaks of that payload type. */
function own(key: string, fits: RegExp, payloadType: number, section: Lines) {
  for (const text of section.all(key)) {
    const found = fits.exec(text);
    if (found && Number(found[1]) === payloadType) return found;
  }
  return undefined;
}

function readRtcp(section: Lines): MediaSection["rtcp"] {
  const [, port, host] = section.last("rtcp", /^(\d+)(?: \S* IP\d (\S*))?/) ?? [];
  if (port === undefined || Number(port) === 0 || Number(port) > 65_535) return undefined;
  return { port: Number(port), ...optional("host", host || undefined) };
}

function readCrypto(text: string): CryptoLine[] {
  const [, tag, suite, key, session] = /^(\d+) (\w+) (\S+)(?: (\S*))?/.exec(text) ?? [];
  if (suite === undefined || key === undefined) return [];
  return [{ tag: Number(tag), suite, key, ...optional("session", session) }];
}

function readConnectivity(lines: Lines): Connectivity {
  const [, hash, value] = lines.last("fingerprint", /^(\S+) (\S+)/) ?? [];
  return {
    ...optional("iceUfrag", wordOf("ice-ufrag", lines)),
    ...optional("icePwd", wordOf("ice-pwd", lines)),
    ...optional("fingerprint", hash !== undefined && value ? { hash, value } : undefined),
    ...optional("setup", lines.last("setup", /^\w+/)?.[0]),
  };
}
