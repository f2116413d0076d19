import { hex } from "#kit/bytes.ts";

/** A UUID of version 8 (RFC 9562 §5.8) out of the first sixteen bytes: the same for the same ones. */
export function uuidOf(bytes: Uint8Array): string {
  const name = hex(bytes.subarray(0, 16));
  const parts = [name.slice(0, 8), name.slice(8, 12), `8${name.slice(13, 16)}`];
  return [...parts, `8${name.slice(17, 20)}`, name.slice(20)].join("-");
}
