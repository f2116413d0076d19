import { fail, ok } from "#kit/result.ts";
import { mostSeconds, wholeNumber } from "#sip/headers/shapes.ts";
import type { HeaderType } from "#sip/message/message.ts";

/** When to try again, in seconds; comment and `duration` are dropped (RFC 3261 §20.33). */
export const RetryAfter: HeaderType<number> = {
  name: "Retry-After",
  parse(text) {
    const seconds = wholeNumber(/^\d*/.exec(text)?.[0] ?? "", mostSeconds);
    return seconds === undefined || !/^\d+\s*([;(].*)?$/.test(text)
      ? fail("sip.badRetryAfter", text.slice(0, 80))
      : ok(seconds);
  },
  format: String,
};
