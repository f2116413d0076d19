/** How long to wait before a worker is started again. */

/** It has served, and what killed it may not be there any more: at once. */
const served = 10_000;
const first = 250;
const longest = 10_000;

/** In ms, and how often it has died soon after its start. One that dies at each start costs little. */
export function waitBefore(of: {
  readonly lasted: number;
  readonly fallen: number;
}): readonly [wait: number, fallen: number] {
  if (of.lasted >= served) return [0, 1];
  return [Math.min(longest, first * 2 ** (of.fallen - 1)), of.fallen + 1];
}
