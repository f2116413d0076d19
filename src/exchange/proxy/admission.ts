import type { Why } from "#exchange/calls/passedCall.ts";
import { hasLooped } from "#exchange/proxy/loopMark.ts";
import { isPlain } from "#exchange/proxy/plain.ts";
import { MaxBreadth } from "#sip/headers/maxBreadth.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { ProxyRequire } from "#sip/headers/proxyRequire.ts";
import { Unsupported } from "#sip/headers/require.ts";
import { type HeaderLine, header, readable, type SipRequest } from "#sip/message/message.ts";

/** Why a request goes no further. */
export interface Refusal {
  readonly status: number;
  readonly headers?: readonly HeaderLine[];
  /** For the operator alone. */
  readonly why?: Why;
}

/** §16.6 step 3, RFC 5393 §5.3.3: where the request does not say. */
const usualHops = 70;
const usualBreadth = 60;

export const hopsLeft = (request: SipRequest): number =>
  readable(request, MaxForwards) ?? usualHops;
export const breadthOf = (request: SipRequest): number =>
  Math.min(readable(request, MaxBreadth) ?? usualBreadth, usualBreadth);

/** Proxy extensions that we have: none. */
const known: ReadonlySet<string> = new Set();

const loop: Why = { by: "exchange", code: "loop" };
const malformed: Why = { by: "exchange", code: "malformed" };

/** RFC 3261 §16.3 steps 1 and 3 to 5: whether a request may go on at all. `mark`: see loopMark.ts. */
export function notAdmitted(request: SipRequest, mark: string): Refusal | undefined {
  if (!isPlain(request)) return { status: 400, why: malformed };
  if (hopsLeft(request) === 0) return { status: 483, why: loop };
  if (hasLooped(request, mark)) return { status: 482, why: loop };
  if (breadthOf(request) === 0) return { status: 440 };
  const strange = (readable(request, ProxyRequire) ?? []).filter((tag) => !known.has(tag));
  return strange.length === 0
    ? undefined
    : { status: 420, headers: [header(Unsupported, strange)] };
}
