import type { Random } from "#world/random.ts";

/** The same luck every run: sfc32, seeded by a number or a word. For simulations only. */
export function seededRandom(seed: number | string): Random {
  const next = sfc32(hashed(String(seed)));
  return (count) => {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) bytes[i] = next() & 255;
    return bytes;
  };
}

/** FNV-1a. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function sfc32(seed: number): () => number {
  let [a, b, c, count] = [seed, 0x9e3779b9, 0x243f6a88, 1];
  const next = (): number => {
    const sum = (a + b + count++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) next(); // its first numbers still look like the seed
  return next;
}
