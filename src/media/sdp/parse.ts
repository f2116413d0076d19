import sdpTransform from "sdp-transform";
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
import { type Fields, field } from "#media/sdp/fields.ts";

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
  const read = sdpTransform.parse(lines.map(withoutPortCount).join("\r\n"));
  const origin = readOrigin(field(read, "origin"));
  if (!origin) return bad("there is no o= line");
  if (read.media.length > most.sections) return fail("media.bigSdp", "too many m= lines");
  const candidates = candidatesBySection(lines);
  const media: MediaSection[] = [];
  for (const [i, section] of read.media.entries()) {
    const value = readSection(section, read, candidates[i + 1] ?? []);
    if (!value) return bad(`m= line ${i + 1} cannot be read`);
    media.push(value);
  }
  return ok({
    origin,
    sessionName: field(read).text("name")?.trim() || "-",
    bundles: readBundles(field(read)),
    iceLite: field(read).has("icelite"),
    ...readConnectivity(field(read)),
    media,
  });
}

const bad = (why: string): Result<never> => fail("media.badSdp", why);
const isLong = (line: string): boolean => line.length > most.line;

/** `m=audio 49170/2 …` names two port pairs (RFC 8866 §5.14); the first is what we use. */
const withoutPortCount = (line: string): string => line.replace(/^(m=\w+ \d+)\/\d+ /, "$1 ");

function readOrigin(o: Fields): Origin | undefined {
  const [username, sessionId, host] = [o.text("username"), o.text("sessionId"), o.text("address")];
  const version = o.number("sessionVersion");
  if (username === undefined || !sessionId || version === undefined || !host) return undefined;
  return { username, sessionId, version, host };
}

const readBundles = (session: Fields): string[][] =>
  session
    .list("groups")
    .filter((group) => group.text("type") === "BUNDLE")
    .map((group) => (group.text("mids") ?? "").split(" ").filter((mid) => mid !== ""));

/** The texts behind a=candidate of the session ([0]) and of each section. */
function candidatesBySection(lines: readonly string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith("m=")) sections.push([]);
    const section = sections.at(-1);
    if (line.startsWith("a=candidate:") && section && section.length < most.each)
      section.push(line.slice("a=candidate:".length).trim());
  }
  return sections;
}

function readSection(
  read: Record<string, unknown>,
  session: Record<string, unknown>,
  candidates: readonly string[],
): MediaSection | undefined {
  const m = field(read);
  const [kind, port, protocol] = [m.text("type"), m.number("port"), m.text("protocol")];
  const formats = (m.text("payloads") ?? "").split(" ").filter((word) => word !== "");
  if (!kind || port === undefined || port > 65_535 || !protocol) return undefined;
  if (formats.length > most.formats) return undefined;
  const direction = m.text("direction") ?? field(session).text("direction") ?? "sendrecv";
  return {
    kind,
    port,
    protocol,
    formats,
    payloads: protocol.includes("RTP/") ? formats.flatMap((word) => readPayload(word, m)) : [],
    ...optional("host", hostOf(read) ?? hostOf(session)),
    direction: direction as Direction, // the library's grammar lets only the four pass
    ...optional("ptime", m.number("ptime")),
    ...optional("maxptime", m.number("maxptime")),
    ...optional("rtcp", readRtcp(field(read, "rtcp"))),
    rtcpMux: m.has("rtcpMux"),
    cryptos: m.list("crypto").slice(0, most.each).flatMap(readCrypto),
    ...optional("mid", m.text("mid") || undefined),
    candidates,
    ...readConnectivity(m),
  };
}

/** A key that is absent rather than undefined. */
const optional = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [k in K]: V });

/** Without the TTL of a multicast address. */
const hostOf = (read: Record<string, unknown>): string | undefined =>
  field(read, "connection").text("ip")?.replace(/\/.*/, "") || undefined;

function readPayload(word: string, m: Fields): PayloadFormat[] {
  const payloadType = /^\d{1,3}$/.test(word) ? Number(word) : -1;
  if (payloadType < 0 || payloadType > 127) return [];
  const own = (name: string) =>
    m.list(name).find((entry) => entry.number("payload") === payloadType);
  const rtpmap = own("rtp");
  const known = staticFormats.get(payloadType);
  const [name, clockRate] = [
    rtpmap?.text("codec") ?? known?.name,
    rtpmap?.number("rate") ?? known?.clockRate,
  ];
  if (!name || !clockRate) return [];
  const channels = rtpmap?.number("encoding") ?? 1;
  return [
    {
      payloadType,
      name,
      clockRate,
      channels,
      ...optional("parameters", own("fmtp")?.text("config")),
    },
  ];
}

function readRtcp(rtcp: Fields): MediaSection["rtcp"] {
  const port = rtcp.number("port");
  if (!port || port > 65_535) return undefined;
  return { port, ...optional("host", rtcp.text("address") || undefined) };
}

function readCrypto(line: Fields): CryptoLine[] {
  const [tag, suite, key] = [line.number("id"), line.text("suite"), line.text("config")];
  if (tag === undefined || !suite || !key) return [];
  return [{ tag, suite, key, ...optional("session", line.text("sessionConfig")) }];
}

function readConnectivity(at: Fields): Connectivity {
  const fingerprint = at.inside("fingerprint");
  const [hash, value] = [fingerprint.text("type"), fingerprint.text("hash")];
  return {
    ...optional("iceUfrag", at.text("iceUfrag") || undefined),
    ...optional("icePwd", at.text("icePwd") || undefined),
    ...optional("fingerprint", hash && value ? { hash, value } : undefined),
    ...optional("setup", at.text("setup") || undefined),
  };
}
