import type { Millis } from "#kit/time.ts";
import { millis } from "#kit/time.ts";

/** How long a break of the loop lasts that is a hook-flash; both ends belong to it. A country's stands in its file. */
export interface FlashWindow {
  readonly from: Millis;
  readonly to: Millis;
}

/** Anything shorter may be a dial pulse, whatever a country's window says. */
export const SHORTEST_FLASH = millis(80);
