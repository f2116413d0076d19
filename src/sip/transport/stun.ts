import { readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressBytes } from "#kit/ipAddress.ts";
import type { Address } from "#world/network.ts";

/**
 * The little of STUN that keeps a flow alive (RFC 5626 §4.4.2, RFC 8489): a Binding request, and its
 * answer with the address that it came from. No attributes in a request of ours, no authentication.
 *
 *    0                   2                   4                       8              20
 *   ├───────────────────┼───────────────────┼───────────────────────┼──────────────┤
 *   │ 00 · message type │ length behind 20  │ magic cookie 2112a442 │ transaction  │ attributes …
 */
const cookie = 0x2112_a442;
const bindingRequest = 0x0001;
const bindingSuccess = 0x0101;
const xorMappedAddress = 0x0020;
const headerBytes = 20;

/** What can be told from a datagram on a port that speaks SIP too: no SIP message starts with such a byte. */
export type Stun =
  | { readonly kind: "request"; readonly id: Uint8Array }
  | { readonly kind: "answer"; readonly id: Uint8Array; readonly mapped: string };

/** A SIP message's first byte is a letter or a line end. */
export const looksLikeStun = (data: Uint8Array): boolean =>
  data.length >= headerBytes && (data[0] ?? 255) < 2;

export function readStun(data: Uint8Array): Stun | undefined {
  const type = readUint16(data, 0);
  const whole = data.length === headerBytes + (readUint16(data, 2) ?? -1);
  if (!whole || readUint32(data, 4) !== cookie) return undefined;
  const id = data.slice(8, headerBytes);
  if (type === bindingRequest) return { kind: "request", id };
  return type === bindingSuccess ? { kind: "answer", id, mapped: mappedText(data) } : undefined;
}

/** Only compared, so the attribute's bytes say enough. */
function mappedText(data: Uint8Array): string {
  let at = headerBytes;
  while (at + 4 <= data.length) {
    const length = readUint16(data, at + 2) ?? 0;
    if (readUint16(data, at) === xorMappedAddress)
      return String(data.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length & 3)) & 3);
  }
  return "";
}

/** `id`: 12 random bytes. */
export function stunRequest(id: Uint8Array): Uint8Array {
  const data = new Uint8Array(headerBytes);
  writeUint16(data, 0, bindingRequest);
  writeUint32(data, 4, cookie);
  data.set(id, 8);
  return data;
}

/** Undefined when `from` is no literal address. */
export function stunAnswer(id: Uint8Array, from: Address): Uint8Array | undefined {
  const address = addressBytes(from.host);
  if (address === undefined) return undefined;
  const data = new Uint8Array(headerBytes + 8 + address.length);
  writeUint16(data, 0, bindingSuccess);
  writeUint16(data, 2, data.length - headerBytes);
  writeUint32(data, 4, cookie);
  data.set(id, 8);
  writeUint16(data, 20, xorMappedAddress);
  writeUint16(data, 22, 4 + address.length);
  data[25] = address.length === 4 ? 1 : 2;
  writeUint16(data, 26, from.port ^ (cookie >>> 16));
  for (const [i, byte] of address.entries()) data[28 + i] = byte ^ (data[4 + i] ?? 0);
  return data;
}
