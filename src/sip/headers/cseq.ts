import { fail, ok } from "#kit/result.ts";
import { wholeNumber } from "#sip/headers/shapes.ts";
import { isToken } from "#sip/message/escape.ts";
import type { HeaderType } from "#sip/message/message.ts";

/** The place of a request among those of its dialog, with its method again (RFC 3261 §20.16). */
export interface Sequence {
  /** 0 … 2³¹−1 (§8.1.1.5). */
  readonly number: number;
  readonly method: string;
}

export const mostCSeq = 0x7fff_ffff;

export const CSeq: HeaderType<Sequence> = {
  name: "CSeq",
  parse(text) {
    const [digits = "", method = "", more] = text.split(/[ \t]+/, 3);
    const number = wholeNumber(digits, mostCSeq);
    return number === undefined || more !== undefined || !isToken(method)
      ? fail("sip.badCSeq", text.slice(0, 80))
      : ok({ number, method });
  },
  format: ({ number, method }) => `${number} ${method}`,
};
