import type {
  Connectivity,
  CryptoLine,
  Description,
  MediaSection,
  PayloadFormat,
} from "#media/sdp/description.ts";

/** Description → text. The address stands once above all sections when they share it. */
export function formatDescription(description: Description): string {
  const { origin, media } = description;
  const [first] = media;
  const shared = media.every(({ host }) => host === first?.host) ? first?.host : undefined;
  const { username, sessionId, version, host } = origin;
  const lines = [
    "v=0",
    `o=${username} ${sessionId} ${version} IN ${address(host)}`,
    `s=${description.sessionName}`,
  ];
  if (shared !== undefined) lines.push(`c=IN ${address(shared)}`);
  lines.push("t=0 0");
  attribute(lines, "setup", description.setup);
  if (description.iceLite) lines.push("a=ice-lite");
  addConnectivity(lines, description);
  for (const mids of description.bundles) lines.push(`a=group:BUNDLE ${mids.join(" ")}`);
  for (const section of media) addSection(lines, section, shared);
  return `${lines.join("\r\n")}\r\n`;
}

const address = (host: string): string => `${host.includes(":") ? "IP6" : "IP4"} ${host}`;

function addSection(lines: string[], section: MediaSection, shared: string | undefined): void {
  const { kind, port, protocol, formats, host, payloads, rtcp, ptime, maxptime, mid } = section;
  lines.push(`m=${kind} ${port} ${protocol} ${formats.join(" ")}`);
  if (host !== undefined && host !== shared) lines.push(`c=IN ${address(host)}`);
  for (const payload of payloads) lines.push(rtpmap(payload));
  for (const { payloadType, parameters } of payloads)
    if (parameters !== undefined) lines.push(`a=fmtp:${payloadType} ${parameters}`);
  if (rtcp) {
    const where = rtcp.host === undefined ? "" : ` IN ${address(rtcp.host)}`;
    lines.push(`a=rtcp:${rtcp.port}${where}`);
  }
  for (const key of section.cryptos) lines.push(cryptoLine(key));
  attribute(lines, "setup", section.setup);
  attribute(lines, "mid", mid);
  attribute(lines, "ptime", ptime);
  attribute(lines, "maxptime", maxptime);
  lines.push(`a=${section.direction}`);
  addConnectivity(lines, section);
  if (section.rtcpMux) lines.push("a=rtcp-mux");
  for (const text of section.candidates) lines.push(`a=candidate:${text}`);
}

function rtpmap({ payloadType, name, clockRate, channels }: PayloadFormat): string {
  const more = channels > 1 ? `/${channels}` : "";
  return `a=rtpmap:${payloadType} ${name}/${clockRate}${more}`;
}

function cryptoLine({ tag, suite, key, session }: CryptoLine): string {
  const more = session === undefined ? "" : ` ${session}`;
  return `a=crypto:${tag} ${suite} ${key}${more}`;
}

function addConnectivity(lines: string[], of: Connectivity): void {
  attribute(lines, "ice-ufrag", of.iceUfrag);
  attribute(lines, "ice-pwd", of.icePwd);
  if (of.fingerprint) lines.push(`a=fingerprint:${of.fingerprint.hash} ${of.fingerprint.value}`);
}

function attribute(lines: string[], name: string, value: string | number | undefined): void {
  if (value !== undefined) lines.push(`a=${name}:${value}`);
}
