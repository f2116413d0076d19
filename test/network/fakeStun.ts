/** A STUN server for tests, on any network: RFC 8489 Binding, and with a second address RFC 5780. */
import { concat, readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressBytes } from "#kit/ipAddress.ts";
import type { Address, Network, UdpSocket } from "#world/network.ts";

export interface FakeStunOptions {
  /** Of which there is a socket at either port, too. */
  readonly second?: { readonly network: Network; readonly host: string };
  readonly port?: number;
  readonly twist?: (answer: Uint8Array) => Uint8Array | undefined;
  /** Says that everybody is there. */
  readonly lies?: Address;
}

export interface FakeStun {
  readonly at: Address;
  close(): void;
}

const otherPort = 3479;

export async function fakeStun(
  network: Network,
  host: string,
  { second, port = 3478, twist = (it) => it, lies }: FakeStunOptions = {},
): Promise<FakeStun> {
  const places = [
    await open(network, { host, port }),
    ...(second
      ? [
          await open(network, { host, port: otherPort }),
          await open(second.network, { host: second.host, port }),
          await open(second.network, { host: second.host, port: otherPort }),
        ]
      : []),
  ];
  const [main] = places as [UdpSocket];
  const other = places[3]?.local;
  for (const [i, socket] of places.entries())
    socket.receive((asked, from) => {
      const flags = wished(asked);
      if (readUint16(asked, 0) !== 1 || (flags !== 0 && !second)) return;
      const by = places[i ^ ((flags & 4) >> 1) ^ ((flags & 2) >> 1)];
      const answer = twist(bindingAnswer(asked.subarray(8, 20), lies ?? from, other));
      if (answer) by?.send(answer, from);
    });
  return {
    at: main.local,
    close: () => {
      for (const socket of places) socket.close();
    },
  };
}

/** CHANGE-REQUEST's two bits. */
const wished = (asked: Uint8Array): number =>
  readUint16(asked, 20) === 3 ? (readUint32(asked, 24) ?? 0) : 0;

function bindingAnswer(id: Uint8Array, mapped: Address, other: Address | undefined): Uint8Array {
  const xored = addressAttribute(
    0x0020,
    mapped,
    concat([Uint8Array.of(0x21, 0x12, 0xa4, 0x42), id]),
  );
  const behind = concat([xored, ...(other ? [addressAttribute(0x802c, other)] : [])]);
  const head = new Uint8Array(20);
  writeUint16(head, 0, 0x0101);
  writeUint16(head, 2, behind.length);
  writeUint32(head, 4, 0x2112_a442);
  head.set(id, 8);
  return concat([head, behind]);
}

function addressAttribute(type: number, { host, port }: Address, mask?: Uint8Array): Uint8Array {
  const bytes = addressBytes(host) ?? new Uint8Array(4);
  const data = new Uint8Array(8 + bytes.length);
  writeUint16(data, 0, type);
  writeUint16(data, 2, 4 + bytes.length);
  data[5] = bytes.length === 4 ? 1 : 2;
  writeUint16(data, 6, port);
  data.set(bytes, 8);
  if (!mask) return data;
  for (let i = 6; i < data.length; i++) {
    const at = i < 8 ? i - 6 : i - 8;
    data[i] = (data[i] ?? 0) ^ (mask[at] ?? 0);
  }
  return data;
}

async function open(network: Network, at: Address): Promise<UdpSocket> {
  const socket = await network.udp(at);
  if (!socket.ok) throw new Error(socket.problem.detail);
  return socket.value;
}
