import { fail, ok } from "#kit/result.ts";
import { mostSeconds, parameteredHeader, wholeNumber } from "#sip/headers/shapes.ts";
import type { HeaderType } from "#sip/message/message.ts";

/** How long a session lives without a refresh, and who refreshes it (RFC 4028 §4). */
export interface SessionInterval {
  readonly seconds: number;
  readonly refresher?: "uac" | "uas";
}

const shape = parameteredHeader("Session-Expires");

export const SessionExpires: HeaderType<SessionInterval> = {
  name: "Session-Expires",
  parse(text) {
    const parsed = shape.parse(text);
    if (!parsed.ok) return parsed;
    const seconds = wholeNumber(parsed.value.value, mostSeconds);
    if (seconds === undefined) return fail("sip.badSessionExpires", text.slice(0, 80));
    const refresher = parsed.value.params.get("refresher")?.toLowerCase();
    return ok(refresher === "uac" || refresher === "uas" ? { seconds, refresher } : { seconds });
  },
  format: ({ seconds, refresher }) => `${seconds}${refresher ? `;refresher=${refresher}` : ""}`,
};
