import { fail, ok } from "#kit/result.ts";
import { CSeq, type Sequence } from "#sip/headers/cseq.ts";
import { mostSeconds, wholeNumber } from "#sip/headers/shapes.ts";
import type { HeaderType } from "#sip/message/message.ts";

/** Which reliable provisional a PRACK acknowledges: its RSeq and the CSeq of its request (RFC 3262 §7.2). */
export interface Acknowledged {
  readonly rseq: number;
  readonly cseq: Sequence;
}

export const RAck: HeaderType<Acknowledged> = {
  name: "RAck",
  parse(text) {
    const blank = text.search(/[ \t]/);
    const rseq = wholeNumber(text.slice(0, Math.max(0, blank)), mostSeconds);
    const cseq = CSeq.parse(text.slice(blank).trim());
    return rseq === undefined || !cseq.ok
      ? fail("sip.badRAck", text.slice(0, 80))
      : ok({ rseq, cseq: cseq.value });
  },
  format: ({ rseq, cseq }) => `${rseq} ${CSeq.format(cseq)}`,
};
