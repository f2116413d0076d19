/**
 * Digit maps (RFC 3435 §2.1.5): what a gateway gathers before it tells. `4x.T` is a 4, then any
 * digits, until nobody has pressed a key for a while.
 */
import { fail, ok, type Result } from "#kit/result.ts";

/** The alternatives, in capitals: digits, `*`, `#`, A–D, `X` any digit, `T` the timer, `[2-9]`, `.` any number of what stands before. */
export type DigitMap = readonly string[];

const most = { octets: 2048, alternatives: 200 } as const;
const ALTERNATIVE = /^(?:(?:[0-9A-DXT*#]|\[[0-9A-DXT*#-]+\])\.?)+$/;

export function parseDigitMap(text: string): Result<DigitMap> {
  const whole = text.replaceAll(/\s/g, "").toUpperCase();
  const inner = /^\((.*)\)$/.exec(whole)?.[1] ?? whole;
  const alternatives = inner.split("|");
  if (text.length > most.octets || alternatives.length > most.alternatives)
    return fail("mgcp.badDigitMap", `${text.length} octets`);
  return alternatives.every((one) => ALTERNATIVE.test(one))
    ? ok(alternatives)
    : fail("mgcp.badDigitMap", text.slice(0, 100));
}

export const formatDigitMap = (map: DigitMap): string =>
  `(${map.join("|").toLowerCase().replaceAll("t", "T")})`;
