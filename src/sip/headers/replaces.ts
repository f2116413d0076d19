import { fail, ok } from "#kit/result.ts";
import { Cursor } from "#sip/message/cursor.ts";
import { isToken } from "#sip/message/escape.ts";
import type { HeaderType } from "#sip/message/message.ts";
import { formatParams, readParams } from "#sip/message/params.ts";

/** The dialog that a new INVITE takes the place of (RFC 3891 §6.1). */
export interface ReplacedDialog {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  /** Only while it rings. */
  readonly earlyOnly: boolean;
}

/** Of what stands in a Refer-To each octet may be escaped: nothing but what a Call-ID is made of (RFC 3261 §25.1). */
const isCallId = (text: string): boolean => /^[\w.!%*+`'~()<>:\\"/[\]?{}@-]+$/.test(text);

export const Replaces: HeaderType<ReplacedDialog> = {
  name: "Replaces",
  parse(text) {
    const cursor = new Cursor(text);
    const callId = cursor.upTo("; \t,");
    const params = readParams(cursor);
    const [toTag, fromTag] = [params?.get("to-tag"), params?.get("from-tag")];
    const isWhole = isCallId(callId) && isToken(toTag ?? "") && isToken(fromTag ?? "");
    if (!params || !toTag || !fromTag || !isWhole || !cursor.done)
      return fail("sip.badReplaces", text.slice(0, 80));
    return ok({ callId, toTag, fromTag, earlyOnly: params.has("early-only") });
  },
  format: ({ callId, toTag, fromTag, earlyOnly }) =>
    callId +
    formatParams(
      new Map([
        ["to-tag", toTag],
        ["from-tag", fromTag],
        ...(earlyOnly ? [["early-only", ""] as const] : []),
      ]),
    ),
};
