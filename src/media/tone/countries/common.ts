import type { Sourced } from "#media/tone/country.ts";
import { times } from "#media/tone/toneText.ts";

/** What many countries share, or what is heard where nobody wrote down what a country has. */

/** A dial tone that begins with so many bursts. */
export const bursts = (count: number, dial: string, length = ".1"): string =>
  `${times(count, `!${dial}/${length} !-/${length}`)} ${dial}`;

/** Messages wait, a service is on, a call is held: told apart by the length and number of bursts. */
export const ourDialTones = (dial: string) => ({
  stutter: { is: bursts(10, dial), from: "ours: as North America" },
  special: { is: bursts(5, dial, ".2"), from: "ours: as North America" },
  recall: { is: bursts(3, dial), from: "ours: as North America" },
});

/** Short, long. */
export const confirmation = (tone: string): Sourced => ({
  is: `!${tone}/.1 !-/.1 !${tone}/.3`,
  from: "ours: as North America (Sp)",
});

/** Receiver off hook: as loud as the four can be together. */
export const howler: Sourced = {
  is: "1400@-9+2060@-9+2450@-9+2600@-9/.1 -/.1",
  from: "ours: as North America; Mx has it everywhere",
};

/** The R key of European telephones makes a timed break; a hand at the hook is slower and hangs up. */
export const flashByKey: Sourced = { is: "80-300", from: "ours: a timed break" };
export const flashAnywhere: Sourced = { is: "100-900", from: "Ci" };

export const europeanRinging: Sourced = { is: "25", from: "Ci Zy, for Europe" };
export const ourRinging: Sourced = { is: "25", from: "ours: as most of the world" };
