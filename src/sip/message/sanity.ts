import { type Problem, problem } from "#kit/problem.ts";
import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { To } from "#sip/headers/to.ts";
import { topVia, Via } from "#sip/headers/via.ts";
import type { HeaderType, SipMessage, SipRequest, SipResponse } from "#sip/message/message.ts";
import { isKnownMethod } from "#sip/message/methods.ts";
import { isHelpUrn } from "#sip/message/serviceUrn.ts";

/** What becomes of a message before anyone else looks at it. */
export type Sanity =
  | { readonly on: "sane" }
  /** Answer the request with this; of an ACK, drop it. */
  | { readonly on: "answer"; readonly status: number; readonly problem: Problem }
  /** A response, or a request that nobody could be answered for. */
  | { readonly on: "drop"; readonly problem: Problem };

const sane: Sanity = { on: "sane" };
const drop = (code: string, detail: string): Sanity => ({ on: "drop", problem: { code, detail } });
const answer = (status: number, code: string, detail: string): Sanity => ({
  on: "answer",
  status,
  problem: { code, detail },
});

/** The checks of RFC 3261 §8.1.1, §8.2.2 and §16.3 that hold for every element, in that order. */
export const sanity = (message: SipMessage): Sanity =>
  message.kind === "request" ? requestSanity(message) : responseSanity(message);

function requestSanity(request: SipRequest): Sanity {
  if (topVia(request) === undefined) return drop("sip.noVia", "nowhere to answer to");
  const trouble = request.flaw ?? missing(request) ?? broken(request);
  const verdict = trouble === undefined ? uriSanity(request) : refusal(trouble);
  // §17.1.1.3 and §8.2.7: nothing is ever said to an ACK
  return verdict.on === "answer" && request.method === "ACK"
    ? { on: "drop", problem: verdict.problem }
    : verdict;
}

/** 400 for all but these. A method nobody knows is 501 whatever CSeq says (RFC 4475 §3.1.2.18). */
const statuses: Readonly<Record<string, number>> = {
  "sip.badVersion": 505,
  "sip.unknownScheme": 416,
  "sip.unknownMethodsDiffer": 501,
};

const refusal = ({ code, detail }: Problem): Sanity => answer(statuses[code] ?? 400, code, detail);

/** §8.1.1: what every request has. Max-Forwards too, but old ones lack it, and §16.3 lets them. */
const needed: readonly HeaderType<unknown>[] = [Via, From, To, CallId, CSeq];

function missing(message: SipMessage): Problem | undefined {
  for (const type of needed) {
    const found = message.get(type);
    if (!found.ok) return found.problem;
    if (found.value === undefined) return problem("sip.missingHeader", type.name);
  }
  return undefined;
}

function broken(request: SipRequest): Problem | undefined {
  const [cseq, hops] = [request.get(CSeq), request.get(MaxForwards)];
  if (cseq.ok && cseq.value?.method !== request.method)
    return problem(
      isKnownMethod(request.method) ? "sip.methodsDiffer" : "sip.unknownMethodsDiffer",
      `${request.method}, ${cseq.value?.method}`,
    ); // §8.1.1.5
  return hops.ok ? undefined : hops.problem;
}

/** §8.2.2.1: a scheme nobody here speaks is 416, a URI that is none 400. A call for help is neither. */
function uriSanity({ uri, uriText }: SipRequest): Sanity {
  if (isHelpUrn(uriText)) return sane;
  if (!uri.ok) return refusal(uri.problem);
  // §19.1.1: no headers in a Request-URI; obeying them would let a stranger steer the request
  return uri.value.headers.length === 0 ? sane : answer(400, "sip.headersInUri", "Request-URI");
}

/** §18.1.2 and §8.1.3: a response that cannot be matched is nobody's. */
function responseSanity(response: SipResponse): Sanity {
  const trouble = response.flaw ?? missing(response);
  if (trouble !== undefined) return drop(trouble.code, trouble.detail);
  return response.status >= 100 && response.status < 700
    ? sane
    : drop("sip.badStatus", String(response.status));
}
