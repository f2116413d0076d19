import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { branchCookie, topVia, type ViaHop } from "#sip/headers/via.ts";
import { readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";

/**
 * Which transaction a message belongs to (RFC 3261 §17.1.3, §17.2.3). Equal keys, one transaction.
 * All of these are asked of messages that passed sanity.ts.
 */

/** A response: our branch, and the method that CSeq names, for a CANCEL's 200 has the INVITE's branch. */
export const clientKey = (response: SipResponse): string =>
  `${topVia(response)?.params.get("branch") ?? ""} ${readable(response, CSeq)?.method ?? ""}`;

/** A request of ours. */
export const clientKeyOf = (branch: string, method: string): string => `${branch} ${method}`;

/** A request: an ACK has the key of its INVITE where that was refused; after a 2xx it finds none. */
export const serverKey = (request: SipRequest): string =>
  keyFor(request, request.method === "ACK" ? "INVITE" : request.method);

/** §9.2: the INVITE that this CANCEL means. */
export const cancelledKey = (cancel: SipRequest): string => keyFor(cancel, "INVITE");

function keyFor(request: SipRequest, method: string): string {
  const via = topVia(request);
  const branch = via?.params.get("branch") ?? "";
  // §8.1.1.7: only behind the cookie is a branch unique
  return via === undefined || !branch.startsWith(branchCookie) || branch === branchCookie
    ? oldKey(request, via, method)
    : serverKeyOf(branch, via, method);
}

/** Of a request by its topmost hop, whose branch is RFC 3261's. */
export const serverKeyOf = (
  branch: string,
  by: Pick<ViaHop, "host" | "port">,
  method: string,
): string => `${branch} ${sentBy(by)} ${method}`;

/** Whoever else hits on the same branch has another sent-by. */
const sentBy = ({ host, port = 5060 }: Pick<ViaHop, "host" | "port">): string => `${host}:${port}`;

/**
 * RFC 2543: Request-URI, From tag, Call-ID, CSeq number and the whole top Via. The To tag of an
 * ACK is our own, so it is left out: there is no second transaction that differs in it alone.
 */
function oldKey(request: SipRequest, via: ViaHop | undefined, method: string): string {
  const from = readable(request, From)?.params.get("tag") ?? "";
  const number = readable(request, CSeq)?.number ?? "";
  const by = via === undefined ? "" : `${via.transport} ${sentBy(via)} ${via.params.get("branch")}`;
  return `2543 ${request.uriText} ${from} ${readable(request, CallId)} ${number} ${by} ${method}`;
}
