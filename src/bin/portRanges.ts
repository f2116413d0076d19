/** The range of media ports in two: pairs for plain RTP below, and above those that ICE binds by its own choice. */
import type { Environment } from "./environment.ts";

export interface PortRanges {
  readonly plain: Environment["rtp"];
  readonly browser: { readonly first: number; readonly last: number };
}

/** Neither ever takes a port of the other's; plain RTP gets whole pairs. */
export function portRanges({ from, to }: Environment["rtp"]): PortRanges {
  const even = from + (from % 2);
  const pairs = (to - even + 1) >> 1;
  const first = even + 2 * Math.max(1, pairs >> 1);
  return { plain: { from: even, to: first - 1 }, browser: { first, last: to } };
}
