import { hex } from "#kit/bytes.ts";
import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { To } from "#sip/headers/to.ts";
import { Via } from "#sip/headers/via.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import type { HmacKey } from "#world/crypto.ts";

const markBytes = 6;

/**
 * What stands behind the dot of our branches (RFC 3261 §16.6 step 8, RFC 5393 §4.2.2): a hash of
 * all that decides where a request goes. Of a request that comes back changed it is another one: a
 * spiral, which is allowed.
 */
export function loopMark(request: SipRequest, key: HmacKey): string {
  const parts = [
    request.method,
    request.uriText,
    readable(request, CallId) ?? "",
    readable(request, From)?.params.get("tag") ?? "",
    readable(request, To)?.params.get("tag") ?? "",
    String(readable(request, CSeq)?.number ?? 0),
    ...request.lines("Route"),
    ...request.lines("Proxy-Require"),
  ];
  return hex(key.sign(`loop ${parts.join("\n")}`).subarray(0, markBytes));
}

/** It came by here before, and would go the same way again. */
export const hasLooped = (request: SipRequest, mark: string): boolean =>
  (readable(request, Via) ?? []).some(({ params }) => params.get("branch")?.endsWith(`.${mark}`));
