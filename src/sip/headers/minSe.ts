import { fail, ok } from "#kit/result.ts";
import { mostSeconds, parameteredHeader, wholeNumber } from "#sip/headers/shapes.ts";
import type { HeaderType } from "#sip/message/message.ts";

const shape = parameteredHeader("Min-SE");

/** The shortest session interval that is taken, in seconds (RFC 4028 §5). */
export const MinSE: HeaderType<number> = {
  name: "Min-SE",
  parse(text) {
    const parsed = shape.parse(text);
    if (!parsed.ok) return parsed;
    const seconds = wholeNumber(parsed.value.value, mostSeconds);
    return seconds === undefined ? fail("sip.badMinSe", text.slice(0, 80)) : ok(seconds);
  },
  format: String,
};
