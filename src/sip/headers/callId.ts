import { fail, ok } from "#kit/result.ts";
import type { HeaderType } from "#sip/message/message.ts";

/** Names a call; case-sensitive, compared byte for byte (RFC 3261 §20.8). Grammar: word [ "@" word ]. */
export const CallId: HeaderType<string> = {
  name: "Call-ID",
  parse: (text) =>
    /^[\w.!%*+`'~()<>:\\"/[\]?{}-]+(@[\w.!%*+`'~()<>:\\"/[\]?{}-]+)?$/.test(text)
      ? ok(text)
      : fail("sip.badCallId", text.slice(0, 80)),
  format: (id) => id,
};
