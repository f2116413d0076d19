import { readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";

/**
 * media/rtp: packets, their numbers, what reports say of them, and how they are protected
 * (RFC 3550, 3711). Arithmetic and bytes only; the engine owns sockets and time.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * 0 |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * 4 |                           timestamp                           |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * 8 |                             SSRC                              |
 *   +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * 12   CC × CSRC, then with X: profile (16), words (16), extension
 *      payload, then with P: padding, whose last octet says how long it is
 */
export interface RtpHeader {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
}

/** A packet as it was read; one is made once and read into again and again. */
export interface RtpView extends RtpHeader {
  /** Where the payload begins and ends in the packet. */
  from: number;
  to: number;
}

export const RTP_HEADER_BYTES = 12;
const EXTENDED = 0x10;
const PADDED = 0x20;
const MARKED = 0x80;

export const newRtpView = (): RtpView => ({
  payloadType: 0,
  marker: false,
  sequence: 0,
  timestamp: 0,
  ssrc: 0,
  from: 0,
  to: 0,
});

/** RTP and RTCP on one port are told apart by the second octet (RFC 5761 §4). */
export function isRtcp(packet: Uint8Array): boolean {
  const second = packet[1] ?? 0;
  return second >= 192 && second <= 223;
}

/** Reads any datagram into `view`; false, and a view of no meaning, when it is no RTP (RFC 3550 A.1). */
export function readRtp(packet: Uint8Array, view: RtpView): boolean {
  const first = packet[0] ?? 0;
  const second = packet[1] ?? 0;
  if (packet.length < RTP_HEADER_BYTES || first >> 6 !== 2) return false;
  view.payloadType = second & 0x7f;
  view.marker = (second & MARKED) !== 0;
  view.sequence = ((packet[2] ?? 0) << 8) | (packet[3] ?? 0);
  view.timestamp = readUint32(packet, 4) ?? 0;
  view.ssrc = readUint32(packet, 8) ?? 0;
  view.from = payloadStart(packet, first);
  view.to = packet.length - ((first & PADDED) === 0 ? 0 : (packet[packet.length - 1] ?? 0));
  return view.from <= view.to;
}

/** Behind header, sources and extension; behind the packet's end when they are cut off. */
export function payloadStart(packet: Uint8Array, first = packet[0] ?? 0): number {
  const start = RTP_HEADER_BYTES + 4 * (first & 15);
  if ((first & EXTENDED) === 0) return start;
  if (start + 4 > packet.length) return packet.length + 1;
  const words = ((packet[start + 2] ?? 0) << 8) | (packet[start + 3] ?? 0);
  return start + 4 + 4 * words;
}

/** What the packet carries; the bytes are the packet's own. */
export const payloadOf = (packet: Uint8Array, { from, to }: RtpView): Uint8Array =>
  packet.subarray(from, to);

/** Writes the twelve octets of a packet without sources, extension or padding. */
export function writeRtpHeader(packet: Uint8Array, header: RtpHeader): void {
  packet[0] = 0x80;
  packet[1] = header.payloadType | (header.marker ? MARKED : 0);
  writeUint16(packet, 2, header.sequence);
  writeUint32(packet, 4, header.timestamp);
  writeUint32(packet, 8, header.ssrc);
}
