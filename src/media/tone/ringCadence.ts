import { fail, ok, type Result } from "#kit/result.ts";
import { type Millis, millis } from "#kit/time.ts";

/** How a bell rings: on, off, on, off …, again and again, or only once. */
export interface RingCadence {
  readonly pattern: readonly Millis[];
  readonly once?: true;
}

/** `.4/.2 .4/2` in seconds; `!.5` rings once. */
export function parseRing(text: string): Result<RingCadence> {
  const pattern = text
    .replace(/^!/, "")
    .split(/[/ ]/)
    .map((part) => (/^\d*\.?\d+$/.test(part) ? Math.round(Number(part) * 1000) : 0));
  const once = text.startsWith("!");
  if (pattern.some((length) => length <= 0) || (!once && pattern.length % 2 !== 0))
    return fail("media.badRing", text);
  return ok({ pattern: pattern.map(millis), ...(once && { once }) });
}

/**
 * The distinctive rings behind the usual one, which is `r1` and the country's own. As Cisco's ATAs
 * number them (two documents agree); its IP phones number them otherwise.
 */
export const distinctiveRings = {
  r2: ".8/.4 .8/4",
  r3: ".4/.2 .4/.2 .8/4",
  r4: ".3/.2 1/.2 .3/4",
  r5: "!.5",
  r6: ".2/.4 .2/.4 .2/4",
  r7: ".4/.2 .4/.2 .4/4",
  r8: ".25/9.75",
  r9: ".4/.2 .4/2",
} as const;

export type RingName = "r1" | keyof typeof distinctiveRings;

/** By its name; the country's usual one for a name that is none. */
export function ringOf(
  rings: Readonly<Record<RingName, RingCadence>>,
  cadence: string,
): RingCadence {
  const known = Object.entries(rings).find(([name]) => name === cadence);
  return known?.[1] ?? rings.r1;
}
