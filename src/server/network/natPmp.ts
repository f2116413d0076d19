import { readUint16, readUint32, writeUint16, writeUint32 } from "#kit/bytes.ts";
import { addressText } from "#kit/ipAddress.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Asked } from "./mapped.ts";

/**
 * NAT-PMP (RFC 6886), PCP's older brother: the outer address, and one mapping.
 *
 *    0   1         2        4        8       10      12
 *   ├───┼─────────┼────────┼────────┼───────┼───────┤
 *   │ 0 │ 0       │                                          which address?
 *   │ 0 │ 128     │ result │ epoch  │ address       │
 *   │ 0 │ 1, 2    │ 0      │ inner, outer   │ lifetime │     a mapping for UDP, TCP
 *   │ 0 │ 129, 130│ result │ epoch  │ inner │ outer │ lifetime … 16
 */
const opcodes = { udp: 1, tcp: 2 } as const;

const refusals: Readonly<Record<number, string>> = {
  1: "the router speaks another version",
  2: "the router does not permit it",
  3: "the router has no address itself",
  4: "the router has no room for more",
  5: "the router does not know the request",
};

export const addressRequest = (): Uint8Array => Uint8Array.of(0, 0);

export function readAddressAnswer(data: Uint8Array): Result<string> | undefined {
  const result = resultOf(data, 0);
  if (result === undefined || data.length > 1100) return undefined;
  if (result !== 0) return refusal(result);
  return data.length < 12 ? undefined : ok(addressText(data.slice(8, 12)));
}

export function mappingRequest({ protocol, port, outer, lifetime }: Asked): Uint8Array {
  const data = new Uint8Array(12);
  data[1] = opcodes[protocol];
  writeUint16(data, 4, port);
  writeUint16(data, 6, lifetime === 0 ? 0 : outer); // §3.4
  writeUint32(data, 8, lifetime);
  return data;
}

/** The outer port, and seconds. */
export function readMappingAnswer(
  data: Uint8Array,
  { protocol, port }: Asked,
): Result<{ readonly port: number; readonly lifetime: number }> | undefined {
  const result = resultOf(data, opcodes[protocol]);
  if (result === undefined || data.length > 1100) return undefined;
  if (result !== 0) return refusal(result);
  if (data.length < 16 || readUint16(data, 8) !== port) return undefined;
  return ok({ port: readUint16(data, 10) ?? 0, lifetime: readUint32(data, 12) ?? 0 });
}

const resultOf = (data: Uint8Array, opcode: number): number | undefined =>
  data[0] === 0 && data[1] === 128 + opcode ? readUint16(data, 2) : undefined;

const refusal = (code: number): Result<never> =>
  fail("network.mapRefused", refusals[code] ?? `NAT-PMP says ${code}`);
