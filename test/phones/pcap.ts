/** Packets as a capture file that any analyser reads: libpcap's classic format, raw IPv4 (link type 101). */
import { concat } from "#kit/bytes.ts";
import type { Address } from "#world/network.ts";
import type { TracedPacket } from "#world/trace.ts";

export const pcapOf = (packets: readonly TracedPacket[]): Uint8Array =>
  concat([fileHeader(), ...packets.map(record)]);

function fileHeader(): Uint8Array {
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, 0xa1b2c3d4);
  header.setUint16(4, 2);
  header.setUint16(6, 4);
  header.setUint32(16, 65_535);
  header.setUint32(20, 101);
  return new Uint8Array(header.buffer);
}

function record({ at, from, to, data }: TracedPacket): Uint8Array {
  const packet = ipPacket(from, to, data);
  const header = new DataView(new ArrayBuffer(16));
  header.setUint32(0, Math.floor(at / 1000));
  header.setUint32(4, Math.round((at % 1000) * 1000));
  header.setUint32(8, packet.length);
  header.setUint32(12, packet.length);
  return concat([new Uint8Array(header.buffer), packet]);
}

/** RFC 791 and RFC 768; the checksums are left out (0), as by cards that compute them. */
function ipPacket(from: Address, to: Address, data: Uint8Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(28));
  view.setUint8(0, 0x45);
  view.setUint16(2, 28 + data.length);
  view.setUint8(8, 64);
  view.setUint8(9, 17);
  for (const [at, { host }] of [
    [12, from],
    [16, to],
  ] as const)
    for (const [i, octet] of host.split(".").entries()) view.setUint8(at + i, Number(octet));
  view.setUint16(20, from.port);
  view.setUint16(22, to.port);
  view.setUint16(24, 8 + data.length);
  return concat([new Uint8Array(view.buffer), data]);
}
