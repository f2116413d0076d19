import { concat, fromHex, fromUtf8, utf8, writeUint16 } from "#kit/bytes.ts";
import type { Crypto, HmacKey } from "#world/crypto.ts";
import type { Address } from "#world/network.ts";
import {
  formatAddress,
  formatStun,
  isSame,
  readAddress,
  readRefusal,
  readStun,
  type StunAttribute,
} from "./stunCodec.ts";

/**
 * TURN as a client that wants to know whether a relay passes sound on (RFC 8656): an allocation, a
 * permission, and data through it, each behind a password (RFC 8489 §9.2). Pure.
 */
export type TurnMethod = "allocate" | "refresh" | "permission";
const methods: Readonly<Record<TurnMethod, number>> = {
  allocate: 0x003,
  refresh: 0x004,
  permission: 0x008,
};
const [success, failure] = [0x0100, 0x0110];
const indications = { send: 0x0016, data: 0x0017 } as const;
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  family: 0x0017,
  transport: 0x0019,
  mapped: 0x0020,
} as const;
const udp = 17;
const integrityBytes = 24;

/** What the server wants to be told with each request (RFC 8489 §9.2). */
export interface Login {
  readonly username: string;
  readonly realm: Uint8Array;
  readonly nonce: Uint8Array;
  readonly key: HmacKey;
}

/** Of what it said when it refused us first. Names and passwords of plain letters: nothing is prepared (RFC 8265). */
export function loginOf(
  { username, password }: { readonly username: string; readonly password: string },
  { realm, nonce }: Challenge,
  crypto: Pick<Crypto, "md5Hex" | "hmacSha1Key">,
): Login {
  const key = crypto.md5Hex(`${username}:${fromUtf8(realm)}:${password}`);
  return { username, realm, nonce, key: crypto.hmacSha1Key(fromHex(key)) };
}

export interface Challenge {
  readonly realm: Uint8Array;
  readonly nonce: Uint8Array;
}

export type TurnAnswer =
  | {
      readonly is: "done";
      /** Where others reach us through it (RFC 8656 §7.3), of an allocation. */
      readonly relayed?: Address;
      /** We, as it sees us. */
      readonly mapped?: Address;
    }
  | {
      readonly is: "refused";
      readonly code: number;
      readonly reason: string;
      readonly challenge?: Challenge;
    };

/** What a request carries besides who asks. */
export const wants = {
  /** RFC 8656 §7.1; a relay of the family that we come by. */
  allocation: (isSix: boolean): readonly StunAttribute[] => [
    [attributes.transport, Uint8Array.of(udp, 0, 0, 0)],
    ...(isSix ? [[attributes.family, Uint8Array.of(2, 0, 0, 0)] as const] : []),
  ],
  /** RFC 8656 §3.4: no seconds more give it back. */
  nothingMore: (): readonly StunAttribute[] => [[attributes.lifetime, new Uint8Array(4)]],
  /** RFC 8656 §9.1: the port does not count. */
  peer(peer: Address, id: Uint8Array): readonly StunAttribute[] {
    const value = formatAddress(peer, id);
    return value ? [[attributes.peer, value]] : [];
  },
};

/** `id`: 12 random bytes. */
export function turnRequest(
  method: TurnMethod,
  id: Uint8Array,
  wished: readonly StunAttribute[],
  login?: Login,
): Uint8Array {
  if (!login) return formatStun(methods[method], id, wished);
  const { username, nonce, realm, key } = login;
  const all: readonly StunAttribute[] = [
    ...wished,
    [attributes.username, utf8(username)],
    [attributes.nonce, nonce],
    [attributes.realm, realm],
  ];
  const data = formatStun(methods[method], id, all, integrityBytes); // RFC 8489 §14.5
  const integrity = new Uint8Array(4);
  writeUint16(integrity, 0, attributes.integrity);
  writeUint16(integrity, 2, integrityBytes - 4);
  return concat([data, integrity, key.sign(data)]);
}

/** Undefined for whatever is no answer to that request. Its own integrity is not looked at: a check only says what it saw. */
export function readTurnAnswer(
  data: Uint8Array,
  method: TurnMethod,
  id: Uint8Array,
): TurnAnswer | undefined {
  const message = readStun(data);
  if (!message || !isSame(message.id, id)) return undefined;
  const { type, attributes: said } = message;
  if (type === (methods[method] | failure)) {
    const refused = readRefusal(message);
    const [realm, nonce] = [said.get(attributes.realm), said.get(attributes.nonce)];
    const challenge = realm && nonce && { realm: realm.slice(), nonce: nonce.slice() };
    return refused && { is: "refused", ...refused, ...(challenge && { challenge }) };
  }
  if (type !== (methods[method] | success)) return undefined;
  const relayed = readAddress(said.get(attributes.relayed), id);
  const mapped = readAddress(said.get(attributes.mapped), id);
  return { is: "done", ...(relayed && { relayed }), ...(mapped && { mapped }) };
}

/** RFC 8656 §11.1: pass that on. Undefined where the peer is no literal address. */
export const sendIndication = (
  id: Uint8Array,
  peer: Address,
  data: Uint8Array,
): Uint8Array | undefined => {
  const value = formatAddress(peer, id);
  return (
    value &&
    formatStun(indications.send, id, [
      [attributes.peer, value],
      [attributes.data, data],
    ])
  );
};

/** RFC 8656 §11.4: that came from there. */
export function readDataIndication(
  data: Uint8Array,
): { readonly peer: Address; readonly data: Uint8Array } | undefined {
  const message = readStun(data);
  if (message?.type !== indications.data) return undefined;
  const peer = readAddress(message.attributes.get(attributes.peer), message.id);
  const said = message.attributes.get(attributes.data);
  return peer && said && { peer, data: said };
}
