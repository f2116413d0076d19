import { fail, ok } from "#kit/result.ts";
import { Cursor } from "#sip/message/cursor.ts";
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

export const Replaces: HeaderType<ReplacedDialog> = {
  name: "Replaces",
  parse(text) {
    const cursor = new Cursor(text);
    const callId = cursor.upTo("; \t,");
    const params = readParams(cursor);
    const [toTag, fromTag] = [params?.get("to-tag"), params?.get("from-tag")];
    if (!params || !callId || !toTag || !fromTag || !cursor.done)
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
