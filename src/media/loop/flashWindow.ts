import type { Millis } from "#kit/time.ts";
import { millis } from "#kit/time.ts";

/** How long a break of the loop lasts that is a hook-flash; both ends belong to it. */
export interface FlashWindow {
  readonly from: Millis;
  readonly to: Millis;
}

/** Anything shorter may be a dial pulse, whatever a country's window says. */
export const SHORTEST_FLASH = millis(80);

const byHand: FlashWindow = { from: millis(300), to: millis(1000) }; // North American practice
const byKey: FlashWindow = { from: millis(80), to: millis(300) }; // Europe: the R key's timed break
const wide: FlashWindow = { from: millis(100), to: millis(900) }; // Cisco's adapters, anywhere
const european = new Set("GB DE FR IT ES NL BE AT CH SE".split(" "));

/** That country's window; a wide one where we know none. */
export function flashWindowOf(country: string): FlashWindow {
  const code = country.toUpperCase();
  if (code === "US" || code === "CA") return byHand;
  return european.has(code) ? byKey : wide;
}
