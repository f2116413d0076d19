import { utf8 } from "#kit/bytes.ts";
import type { Address } from "#world/network.ts";

/* A telephone's own way to write and read session descriptions: it shares no code with media/sdp. */

export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** `wide`: G.722 is offered before G.711. */
export const writeSdp = (
  { host, port }: Address,
  direction: Direction,
  version = 1,
  wide = false,
): Uint8Array =>
  utf8(
    [
      "v=0",
      `o=- 7 ${version} IN IP4 ${host}`,
      "s=-",
      `c=IN IP4 ${host}`,
      "t=0 0",
      `m=audio ${port} RTP/AVP ${wide ? "9 " : ""}0 101`,
      ...(wide ? ["a=rtpmap:9 G722/8000"] : []),
      "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:101 telephone-event/8000",
      "a=fmtp:101 0-16",
      "a=ptime:20",
      `a=${direction}`,
      "",
    ].join("\r\n"),
  );

export interface ReadSdp {
  readonly at: Address;
  /** G.722 is the first that it names. */
  readonly wide: boolean;
  readonly direction: Direction;
}

/** Undefined when there is no audio in it. */
export function readSdp(bytes: Uint8Array): ReadSdp | undefined {
  const text = new TextDecoder().decode(bytes);
  const host = /^c=IN IP4 (\S+)/m.exec(text)?.[1];
  const port = Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0);
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(text)?.[1] ?? "sendrecv";
  if (host === undefined || port === 0) return undefined;
  const wide = /^m=audio \d+ \S+ 9\b/m.test(text);
  return { at: { host, port }, wide, direction: direction as Direction };
}

/** What is left for the one who answers. */
export function answering(direction: Direction): Direction {
  if (direction === "sendonly") return "recvonly";
  return direction === "recvonly" ? "sendonly" : direction;
}
