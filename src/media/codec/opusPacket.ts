/**
 * How long an Opus packet is, from its first octets alone (RFC 6716 §3.1, §3.2):
 *
 *   7 6 5 4 3   2   1 0
 *   config      s   c      c: one frame, two, two of unequal size, or as many as the next octet says
 */
const SILK_MS = [10, 20, 40, 60];
const CELT_MS = [2.5, 5, 10, 20];

/** In milliseconds; 0 for what cannot be a packet. */
export function opusLength(payload: Uint8Array): number {
  const [toc, second] = payload;
  if (toc === undefined) return 0;
  const config = toc >> 3;
  const frame = frameLength(config);
  const frames = [1, 2, 2, (second ?? 0) & 63][toc & 3] ?? 0;
  return frame * frames > 120 ? 0 : frame * frames;
}

function frameLength(config: number): number {
  if (config < 12) return SILK_MS[config & 3] ?? 0;
  if (config < 16) return config & 1 ? 20 : 10; // hybrid
  return CELT_MS[config & 3] ?? 0;
}
