import { hex } from "#kit/bytes.ts";

/** Unguessable bytes in the real world, the same ones every run in the simulated one. */
export type Random = (count: number) => Uint8Array;

/** A token of `bits` bits in lower-case hexadecimal: ids, tags, Call-IDs. RFC 3261 §19.3 wants ≥ 32 bits in a tag. */
export const token = (random: Random, bits = 64): string => hex(random(Math.ceil(bits / 8)));

/** A whole number in [0, below). */
export function randomBelow(random: Random, below: number): number {
  const bytes = random(6);
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value % below;
}
