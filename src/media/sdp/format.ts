import sdpTransform from "sdp-transform";
import type { Connectivity, Description, MediaSection } from "#media/sdp/description.ts";

/** Description → text. The address stands once above all sections when they share it. */
export function formatDescription(description: Description): string {
  const { origin, media } = description;
  const [first] = media;
  const shared = media.every(({ host }) => host === first?.host) ? first?.host : undefined;
  return sdpTransform.write({
    version: 0,
    origin: {
      username: origin.username,
      sessionId: origin.sessionId,
      sessionVersion: origin.version,
      netType: "IN",
      ...address(origin.host, "address", "ipVer"),
    },
    name: description.sessionName,
    timing: { start: 0, stop: 0 },
    ...(shared !== undefined && { connection: address(shared, "ip", "version") }),
    groups: description.bundles.map((mids) => ({ type: "BUNDLE", mids: mids.join(" ") })),
    ...(description.iceLite && { icelite: "ice-lite" }),
    ...connectivity(description),
    media: media.map((section) => writtenSection(section, shared)),
  });
}

const address = (host: string, name: string, version: string) => ({
  [name]: host,
  [version]: host.includes(":") ? 6 : 4,
});

function connectivity(of: Connectivity) {
  return {
    iceUfrag: of.iceUfrag,
    icePwd: of.icePwd,
    fingerprint: of.fingerprint && { type: of.fingerprint.hash, hash: of.fingerprint.value },
    setup: of.setup,
  };
}

function writtenSection(section: MediaSection, shared: string | undefined) {
  const { host, payloads, rtcp } = section;
  return {
    type: section.kind,
    port: section.port,
    protocol: section.protocol,
    payloads: section.formats.join(" "),
    ...(host !== undefined && host !== shared && { connection: address(host, "ip", "version") }),
    rtp: payloads.map((p) => ({
      payload: p.payloadType,
      codec: p.name,
      rate: p.clockRate,
      encoding: p.channels > 1 ? p.channels : undefined,
    })),
    fmtp: payloads
      .filter((p) => p.parameters !== undefined)
      .map((p) => ({ payload: p.payloadType, config: p.parameters })),
    rtcp: rtcp && {
      port: rtcp.port,
      ...(rtcp.host !== undefined && { netType: "IN", ...address(rtcp.host, "address", "ipVer") }),
    },
    ptime: section.ptime,
    maxptime: section.maxptime,
    crypto: section.cryptos.map(({ tag, suite, key, session }) => ({
      id: tag,
      suite,
      config: key,
      sessionConfig: session,
    })),
    direction: section.direction,
    ...connectivity(section),
    mid: section.mid,
    ...(section.rtcpMux && { rtcpMux: "rtcp-mux" }),
    invalid: section.candidates.map((text) => ({ value: `candidate:${text}` })), // written as they are
  };
}
