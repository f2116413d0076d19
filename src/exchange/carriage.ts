import type { Target } from "#exchange/proxy/target.ts";
import type { Way } from "#sip/agent/transactions.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";

/**
 * What becomes of the bodies of one request and of its responses on their way through: nothing, or
 * what exchange/relay makes of them. A branch is one target that the request is sent to.
 */
export interface Carriage {
  /** Before anything is sent; false: the branch cannot be served, for no media ports are left. */
  begins(branch: number, target: Target): boolean;
  /** The request as that branch gets it. Called for each hop that is tried. */
  sent(branch: number, request: SipRequest, way: Way): SipRequest;
  /** The name of what carries the branch's sound, for the tokens of its Record-Route. */
  relayOf(branch: number): string | undefined;
  /** A response as it goes back. */
  heard(branch: number, response: SipResponse, way: Way): SipResponse;
  /** No answer came of it, and none will. */
  failed(branch: number): void;
}

/** Bodies pass as they came. */
export const untouched: Carriage = {
  begins: () => true,
  sent: (_, request) => request,
  relayOf: () => undefined,
  heard: (_, response) => response,
  failed: () => undefined,
};
