import { writeUint32 } from "#kit/bytes.ts";
import type { Address } from "#world/network.ts";
import { formatStun, isSame, readAddress, readRefusal, readStun } from "./stunCodec.ts";

/**
 * STUN as a client that wants to know its address and what its NAT does (RFC 8489, RFC 5780): a
 * Binding request, perhaps with CHANGE-REQUEST, and what its answer says.
 */
const types = { request: 0x0001, success: 0x0101, error: 0x0111 } as const;
const attributes = {
  mappedAddress: 0x0001,
  changeRequest: 0x0003,
  changedAddress: 0x0005, // RFC 3489, of old servers
  xorMappedAddress: 0x0020,
  responseOrigin: 0x802b,
  otherAddress: 0x802c,
} as const;

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
  if (!change) return formatStun(types.request, id);
  const wish = new Uint8Array(4);
  writeUint32(wish, 0, (change.address ? 4 : 0) | (change.port ? 2 : 0));
  return formatStun(types.request, id, [[attributes.changeRequest, wish]]);
}

/** Undefined for whatever is no answer to the request of that id: others' packets, cut ones, none of STUN. */
export function readBindingAnswer(data: Uint8Array, id: Uint8Array): StunAnswer | undefined {
  const message = readStun(data);
  if (!message || !isSame(message.id, id)) return undefined;
  const { type, attributes: found } = message;
  const refused = type === types.error && readRefusal(message);
  if (refused) return { is: "refused", ...refused };
  if (type !== types.success) return undefined;
  const mapped =
    readAddress(found.get(attributes.xorMappedAddress), id) ??
    readAddress(found.get(attributes.mappedAddress));
  const other = readAddress(
    found.get(attributes.otherAddress) ?? found.get(attributes.changedAddress),
  );
  return mapped && { is: "bound", mapped, ...(other && { other }) };
}
