import { randomBytes } from "node:crypto";
import type { Random } from "#world/random.ts";

/** The kernel's own. */
export const nodeRandom: Random = (count) => {
  const bytes = randomBytes(count);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, count);
};
