import { readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressText, sixteenBytes } from "#kit/ipAddress.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Asked, Mapped } from "./mapped.ts";

/**
 * The Port Control Protocol's MAP (RFC 6887): the router is told which port of ours shall be
 * reachable from outside, and says under which address and for how long.
 *
 *    0     1        2        4          8                24
 *   ├─────┼────────┼────────┼──────────┼────────────────┤
 *   │ 2   │ opcode │   0    │ lifetime │ client address │        request
 *   │ 2   │ 80+op  │ 0, res │ lifetime │ epoch (4), 0…  │        answer
 *   ├─────┴────────┴───┬────┴──┬───────┴────┬───────────┴──┬──────────────────┐
 *   │ nonce (24)       │ proto │ 0 (3 bytes) │ inner, outer │ outer address    │ … 60
 */
const version = 2;
const map = 1;
const isAnswer = 0x80;
const bytes = 60;
/** IANA protocol numbers. */
const protocolNumbers = { tcp: 6, udp: 17 } as const;

const refusals: Readonly<Record<number, string>> = {
  1: "the router speaks another version",
  2: "the router does not permit it",
  3: "the router did not understand the request",
  4: "the router knows no mappings",
  7: "the router has a fault of its own",
  8: "the router has no room for more",
  9: "the router knows no such protocol",
  10: "this house has too many mappings",
  11: "the outer address is not to be had",
  12: "there is another NAT between us and the router",
};

/** `nonce`: 12 random bytes, the same for as long as the mapping is kept (§11.1). */
export function mapRequest(asked: Asked, nonce: Uint8Array): Uint8Array {
  const data = new Uint8Array(bytes);
  data[0] = version;
  data[1] = map;
  writeUint32(data, 4, asked.lifetime);
  data.set(sixteenBytes(asked.client) ?? [], 8);
  data.set(nonce, 24);
  data[36] = protocolNumbers[asked.protocol];
  writeUint16(data, 40, asked.port);
  writeUint16(data, 42, asked.outer);
  data.set(sixteenBytes("0.0.0.0") ?? [], 44); // any outer address
  return data;
}

/** Undefined for what answers nothing of ours: another's nonce or port, a cut datagram, another protocol. */
export function readMapAnswer(
  data: Uint8Array,
  { asked, nonce }: { readonly asked: Asked; readonly nonce: Uint8Array },
): Result<Mapped> | undefined {
  if (data[0] === 0 && data.length >= 4) return unsupported;
  if (!isAnswerTo(data, asked, nonce)) return undefined;
  const code = data[3] ?? 0;
  if (code !== 0) return fail("network.mapRefused", refusals[code] ?? `PCP says ${code}`);
  const outer = { host: addressText(data.slice(44, 60)), port: readUint16(data, 42) ?? 0 };
  return ok({ by: "pcp", outer, lifetime: readUint32(data, 4) ?? 0 });
}

/** §7: an answer is at most 1100 bytes long. */
function isAnswerTo(data: Uint8Array, { port, protocol }: Asked, nonce: Uint8Array): boolean {
  if (data[0] !== version || data[1] !== (isAnswer | map)) return false;
  if (data.length < bytes || data.length > 1100) return false;
  const isOurs = nonce.every((byte, i) => data[24 + i] === byte);
  return isOurs && data[36] === protocolNumbers[protocol] && readUint16(data, 40) === port;
}

/** A router that speaks NAT-PMP alone says so (RFC 6886 §9). */
const unsupported = fail("network.mapRefused", refusals[1] ?? "");
