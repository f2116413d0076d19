import { randomFillSync } from "node:crypto";
import type { Random } from "#world/random.ts";

/** A draw costs some µs however small it is, and a call makes a hundred: they are drawn together. */
const drawn = new Uint8Array(8192);
let used = drawn.length;

/** The kernel's own. No byte is given out twice, and none is kept once it was given. */
export const nodeRandom: Random = (count) => {
  if (count > drawn.length / 8) return randomFillSync(new Uint8Array(count));
  if (used + count > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = drawn.slice(used, used + count);
  drawn.fill(0, used, used + count);
  used += count;
  return bytes;
};
