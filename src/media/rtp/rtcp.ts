import {
  concat,
  fromUtf8,
  readUint16,
  readUint32,
  utf8,
  writeUint16,
  writeUint32,
} from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { NtpTime } from "#media/rtp/senderStats.ts";

/**
 * RTCP (RFC 3550 §6): compound packets of reports, names and goodbyes. Each part begins with
 *
 *   |V=2|P|  count  |  type 200–204  |  words behind this one (16)  |
 *
 * Types that we do not use (APP, feedback, XR) are passed over.
 */
export interface ReportBlock {
  readonly ssrc: number;
  /** Lost since the last report, in 256ths. */
  readonly fraction: number;
  readonly lost: number;
  readonly highest: number;
  readonly jitter: number;
  /** Middle bits of the last sender report that they had of us; 0 for none. */
  readonly lastReport: number;
  /** How long they kept it, in 65,536ths of a second. */
  readonly delay: number;
}

export type RtcpPart =
  | {
      readonly type: "senderReport";
      readonly ssrc: number;
      readonly ntp: NtpTime;
      readonly timestamp: number;
      readonly packets: number;
      readonly octets: number;
      readonly blocks: readonly ReportBlock[];
    }
  | {
      readonly type: "receiverReport";
      readonly ssrc: number;
      readonly blocks: readonly ReportBlock[];
    }
  | { readonly type: "names"; readonly ssrc: number; readonly cname: string }
  | { readonly type: "goodbye"; readonly ssrcs: readonly number[] };

const [SR, RR, SDES, BYE] = [200, 201, 202, 203];
const [HEAD, BLOCK] = [4, 24];
const CNAME = 1;
/** More parts than this in one datagram is nobody's report. */
const MOST_PARTS = 16;
const LONGEST_CNAME = 255;

/** A datagram's parts; `media.badRtcp` for what is none. Takes no more than the first 16. */
export function parseRtcp(data: Uint8Array): Result<readonly RtcpPart[]> {
  const parts: RtcpPart[] = [];
  let at = 0;
  for (let i = 0; at < data.length && i < MOST_PARTS; i++) {
    const words = readUint16(data, at + 2);
    if (words === undefined || (data[at] ?? 0) >> 6 !== 2) return bad(`no header at ${at}`);
    const end = at + HEAD + words * 4;
    if (end > data.length) return bad(`part at ${at} is cut off`);
    const part = parsePart(data.subarray(at, end));
    if (part === "bad") return bad(`part at ${at} is too short for what it counts`);
    if (part) parts.push(part);
    at = end;
  }
  return ok(parts);
}

const bad = (why: string): Result<never> => fail("media.badRtcp", why);

function parsePart(part: Uint8Array): RtcpPart | "bad" | undefined {
  const count = (part[0] ?? 0) & 31;
  switch (part[1]) {
    case SR:
      return senderReport(part, count);
    case RR:
      return receiverReport(part, count);
    case SDES:
      return names(part);
    case BYE:
      return goodbye(part, count);
    default:
      return undefined;
  }
}

function senderReport(part: Uint8Array, count: number): RtcpPart | "bad" {
  if (part.length < 28 + count * BLOCK) return "bad";
  const word = (at: number): number => readUint32(part, at) ?? 0;
  return {
    type: "senderReport",
    ssrc: word(4),
    ntp: { seconds: word(8), fraction: word(12) },
    timestamp: word(16),
    packets: word(20),
    octets: word(24),
    blocks: reportBlocks(part, 28, count),
  };
}

function receiverReport(part: Uint8Array, count: number): RtcpPart | "bad" {
  if (part.length < 8 + count * BLOCK) return "bad";
  const ssrc = readUint32(part, 4) ?? 0;
  return { type: "receiverReport", ssrc, blocks: reportBlocks(part, 8, count) };
}

function reportBlocks(part: Uint8Array, from: number, count: number): readonly ReportBlock[] {
  return Array.from({ length: count }, (_, i) => {
    const at = from + i * BLOCK;
    const word = (offset: number): number => readUint32(part, at + offset) ?? 0;
    return {
      ssrc: word(0),
      fraction: word(4) >>> 24,
      lost: (word(4) << 8) >> 8, // 24 bits with a sign
      highest: word(8),
      jitter: word(12),
      lastReport: word(16),
      delay: word(20),
    };
  });
}

/** The name of the first source that is described. */
function names(part: Uint8Array): RtcpPart | "bad" | undefined {
  const ssrc = readUint32(part, 4);
  if (ssrc === undefined) return part.length === HEAD ? undefined : "bad";
  for (let at = 8; at + 2 <= part.length && part[at] !== 0; at += 2 + (part[at + 1] ?? 0)) {
    const end = at + 2 + (part[at + 1] ?? 0);
    if (end > part.length) return "bad";
    if (part[at] === CNAME)
      return { type: "names", ssrc, cname: fromUtf8(part.subarray(at + 2, end)) };
  }
  return undefined;
}

function goodbye(part: Uint8Array, count: number): RtcpPart | "bad" {
  if (part.length < HEAD + count * 4) return "bad";
  return {
    type: "goodbye",
    ssrcs: Array.from({ length: count }, (_, i) => readUint32(part, HEAD + i * 4) ?? 0),
  };
}

/** A compound packet; the first part must be a report (RFC 3550 §6.1). */
export const formatRtcp = (parts: readonly RtcpPart[]): Uint8Array => concat(parts.map(formatPart));

function formatPart(part: RtcpPart): Uint8Array {
  switch (part.type) {
    case "senderReport": {
      const { ntp, timestamp, packets, octets, blocks } = part;
      const own = words(part.ssrc, ntp.seconds, ntp.fraction, timestamp, packets, octets);
      return withHead(SR, blocks.length, [own, ...blocks.map(formatBlock)]);
    }
    case "receiverReport":
      return withHead(RR, part.blocks.length, [words(part.ssrc), ...part.blocks.map(formatBlock)]);
    case "names": {
      const cname = utf8(part.cname).subarray(0, LONGEST_CNAME);
      const item = new Uint8Array((2 + cname.length + 4) & ~3); // at least one zero ends the list
      item.set([CNAME, cname.length]);
      item.set(cname, 2);
      return withHead(SDES, 1, [words(part.ssrc), item]);
    }
    case "goodbye":
      return withHead(BYE, part.ssrcs.length, [words(...part.ssrcs)]);
  }
}

function formatBlock(block: ReportBlock): Uint8Array {
  const loss = ((block.fraction << 24) | (block.lost & 0xffffff)) >>> 0;
  return words(block.ssrc, loss, block.highest, block.jitter, block.lastReport, block.delay);
}

function words(...values: readonly number[]): Uint8Array {
  const data = new Uint8Array(values.length * 4);
  for (const [i, value] of values.entries()) writeUint32(data, i * 4, value);
  return data;
}

function withHead(type: number, count: number, parts: readonly Uint8Array[]): Uint8Array {
  const whole = concat([new Uint8Array(HEAD), ...parts]);
  whole[0] = 0x80 | count;
  whole[1] = type;
  writeUint16(whole, 2, whole.length / 4 - 1);
  return whole;
}
