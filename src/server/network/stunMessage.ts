import { fromUtf8, readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressText } from "#kit/ipAddress.ts";
import type { Address } from "#world/network.ts";

/**
 * STUN as a client that wants to know its address and what its NAT does (RFC 8489, RFC 5780): a
 * Binding request, perhaps with CHANGE-REQUEST, and what its answer says.
 *
 *    0                   2                   4                       8              20
 *   ├───────────────────┼───────────────────┼───────────────────────┼──────────────┤
 *   │ 00 · message type │ length behind 20  │ magic cookie 2112a442 │ transaction  │ attributes …
 *
 *   attribute: type (2) · length (2) · value, padded to 4; an address: 0 · family (1, 2) · port · bytes
 */
const cookie = 0x2112_a442;
const headerBytes = 20;
const types = { request: 0x0001, success: 0x0101, error: 0x0111 } as const;
const attributes = {
  mappedAddress: 0x0001,
  changeRequest: 0x0003,
  changedAddress: 0x0005, // RFC 3489, of old servers
  errorCode: 0x0009,
  xorMappedAddress: 0x0020,
  responseOrigin: 0x802b,
  otherAddress: 0x802c,
} as const;
/** More than that in one answer is nobody's wish. */
const mostAttributes = 40;

/** What the answer shall come from: the server's other address, its other port (RFC 5780 §7.2). */
export interface Change {
  readonly address: boolean;
  readonly port: boolean;
}

export type StunAnswer =
  | {
      readonly is: "bound";
      /** We, as the server sees us. */
      readonly mapped: Address;
      /** The server's other address and port, where it has them (RFC 5780 §7.4). */
      readonly other?: Address;
    }
  | { readonly is: "refused"; readonly code: number; readonly reason: string };

/** `id`: 12 random bytes. */
export function bindingRequest(id: Uint8Array, change?: Change): Uint8Array {
  const data = new Uint8Array(headerBytes + (change ? 8 : 0));
  writeUint16(data, 0, types.request);
  writeUint16(data, 2, data.length - headerBytes);
  writeUint32(data, 4, cookie);
  data.set(id, 8);
  if (!change) return data;
  writeUint16(data, 20, attributes.changeRequest);
  writeUint16(data, 22, 4);
  writeUint32(data, 24, (change.address ? 4 : 0) | (change.port ? 2 : 0));
  return data;
}

/** Undefined for whatever is no answer to the request of that id: others' packets, cut ones, none of STUN. */
export function readBindingAnswer(data: Uint8Array, id: Uint8Array): StunAnswer | undefined {
  const type = readUint16(data, 0);
  if (data.length !== headerBytes + (readUint16(data, 2) ?? -1)) return undefined;
  if (readUint32(data, 4) !== cookie || !id.every((byte, i) => data[8 + i] === byte)) return;
  const found = attributesOf(data);
  if (!found) return undefined;
  if (type === types.error) return refusal(found.get(attributes.errorCode));
  if (type !== types.success) return undefined;
  const mapped =
    addressOf(found.get(attributes.xorMappedAddress), data.subarray(4, headerBytes)) ??
    addressOf(found.get(attributes.mappedAddress));
  const other = addressOf(
    found.get(attributes.otherAddress) ?? found.get(attributes.changedAddress),
  );
  return mapped && { is: "bound", mapped, ...(other && { other }) };
}

/** The first of each type counts (RFC 8489 §14). Undefined when they do not end where the message does. */
function attributesOf(data: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const found = new Map<number, Uint8Array>();
  let at = headerBytes;
  for (let n = 0; at < data.length; n++) {
    const [type, length] = [readUint16(data, at), readUint16(data, at + 2)];
    if (type === undefined || length === undefined || n >= mostAttributes) return undefined;
    if (at + 4 + length > data.length) return undefined;
    if (!found.has(type)) found.set(type, data.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length & 3)) & 3);
  }
  return found;
}

/** `mask`: magic cookie and transaction id, which an XOR-MAPPED-ADDRESS is hidden by (RFC 8489 §14.2). */
function addressOf(value: Uint8Array | undefined, mask?: Uint8Array): Address | undefined {
  const bytes = value?.[1] === 1 ? 4 : 16;
  if (!value || (value[1] !== 1 && value[1] !== 2) || value.length !== 4 + bytes) return undefined;
  const plain = value.slice(2).map((byte, i) => byte ^ (mask?.[i < 2 ? i : i - 2] ?? 0));
  const port = readUint16(plain, 0) ?? 0;
  const host = addressText(plain.subarray(2));
  return port === 0 ? undefined : { host, port };
}

/** RFC 8489 §14.8: class and number, then a phrase. */
function refusal(value: Uint8Array | undefined): StunAnswer | undefined {
  const [, , hundreds = 0, units = 0] = value ?? [];
  if (!value || value.length < 4) return undefined;
  const reason = fromUtf8(value.subarray(4, 104)).replaceAll(/[^\x20-\x7e]/g, "");
  return { is: "refused", code: (hundreds & 7) * 100 + units, reason };
}
