import { fromUtf8, readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressBytes, addressText } from "#kit/ipAddress.ts";
import type { Address } from "#world/network.ts";

/**
 * A message of STUN, or of TURN, which is made of it (RFC 8489 §5, §14):
 *
 *    0                   2                   4                       8              20
 *   ├───────────────────┼───────────────────┼───────────────────────┼──────────────┤
 *   │ 00 · message type │ length behind 20  │ magic cookie 2112a442 │ transaction  │ attributes …
 *
 *   attribute: type (2) · length (2) · value, padded to 4; an address: 0 · family (1, 2) · port · bytes
 */
const cookie = 0x2112_a442;
export const headerBytes = 20;
const errorCode = 0x0009;
/** More than that in one answer is nobody's wish. */
const mostAttributes = 40;

export type StunAttribute = readonly [type: number, value: Uint8Array];

export interface StunMessage {
  readonly type: number;
  /** 12 bytes. */
  readonly id: Uint8Array;
  /** The first of each type counts (RFC 8489 §14). */
  readonly attributes: ReadonlyMap<number, Uint8Array>;
}

/** `id`: 12 random bytes. `more`: bytes that the length counts, and whoever asks adds. */
export function formatStun(
  type: number,
  id: Uint8Array,
  attributes: readonly StunAttribute[] = [],
  more = 0,
): Uint8Array {
  const length = attributes.reduce((sum, [, value]) => sum + 4 + padded(value.length), 0);
  const data = new Uint8Array(headerBytes + length);
  writeUint16(data, 0, type);
  writeUint16(data, 2, length + more);
  writeUint32(data, 4, cookie);
  data.set(id, 8);
  let at = headerBytes;
  for (const [kind, value] of attributes) {
    writeUint16(data, at, kind);
    writeUint16(data, at + 2, value.length);
    data.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  return data;
}

const padded = (length: number): number => length + ((4 - (length & 3)) & 3);

/** Undefined for whatever is none: cut ones, and what is no STUN. */
export function readStun(data: Uint8Array): StunMessage | undefined {
  const type = readUint16(data, 0);
  const isWhole = data.length === headerBytes + (readUint16(data, 2) ?? -1);
  if (type === undefined || !isWhole || readUint32(data, 4) !== cookie) return undefined;
  const attributes = attributesOf(data);
  return attributes && { type, id: data.subarray(8, headerBytes), attributes };
}

export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => b[i] === byte);

/** Undefined when they do not end where the message does. */
function attributesOf(data: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const found = new Map<number, Uint8Array>();
  let at = headerBytes;
  for (let n = 0; at < data.length; n++) {
    const [type, length] = [readUint16(data, at), readUint16(data, at + 2)];
    if (type === undefined || length === undefined || n >= mostAttributes) return undefined;
    if (at + 4 + length > data.length) return undefined;
    if (!found.has(type)) found.set(type, data.subarray(at + 4, at + 4 + length));
    at += 4 + padded(length);
  }
  return found;
}

/** Plain, or with the message's `id` hidden as XOR-MAPPED-ADDRESS is (RFC 8489 §14.2). */
export function readAddress(value: Uint8Array | undefined, id?: Uint8Array): Address | undefined {
  const bytes = value?.[1] === 1 ? 4 : 16;
  if (!value || (value[1] !== 1 && value[1] !== 2) || value.length !== 4 + bytes) return undefined;
  const plain = id ? masked(value.slice(2), id) : value.slice(2);
  const port = readUint16(plain, 0) ?? 0;
  return port === 0 ? undefined : { host: addressText(plain.subarray(2)), port };
}

/** Undefined where the host is no literal address. */
export function formatAddress({ host, port }: Address, id: Uint8Array): Uint8Array | undefined {
  const bytes = addressBytes(host);
  if (!bytes) return undefined;
  const plain = new Uint8Array(2 + bytes.length);
  writeUint16(plain, 0, port);
  plain.set(bytes, 2);
  const value = new Uint8Array(4 + bytes.length);
  value[1] = bytes.length === 4 ? 1 : 2;
  value.set(masked(plain, id), 2);
  return value;
}

/** Port and bytes by the magic cookie and the transaction id, which hides them and shows them. */
function masked(plain: Uint8Array, id: Uint8Array): Uint8Array {
  const mask = new Uint8Array(16);
  writeUint32(mask, 0, cookie);
  mask.set(id, 4);
  return plain.map((byte, i) => byte ^ (mask[i < 2 ? i : i - 2] ?? 0));
}

/** RFC 8489 §14.8: class and number, then a phrase. */
export function readRefusal({
  attributes,
}: StunMessage): { readonly code: number; readonly reason: string } | undefined {
  const value = attributes.get(errorCode);
  const [, , hundreds = 0, units = 0] = value ?? [];
  if (!value || value.length < 4) return undefined;
  const reason = fromUtf8(value.subarray(4, 104)).replaceAll(/[^\x20-\x7e]/g, "");
  return { code: (hundreds & 7) * 100 + units, reason };
}
