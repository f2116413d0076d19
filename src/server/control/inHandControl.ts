import { fail, ok, type Result } from "#kit/result.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { takePrefix } from "#telephony/number/dialPlan.ts";

/** What pages and programs do with calls that are there. */
export interface InHandControl {
  /** Its telephone leaves it, and the party waits for any of ours. */
  park(call: string): Result<void>;
  /** Rings the device; when it answers, the call goes on there. */
  take(call: string, device: string): Result<{ readonly id: string }>;
}

/** As `calls/callsInHand.ts` has them. */
export interface InHand {
  park(which: { readonly call: CallId }): boolean;
  canBeTaken(call: CallId): boolean;
}

export function inHandControl(
  inHand: InHand,
  placeCall: (device: string, to: string) => Result<{ readonly id: string }>,
): InHandControl {
  return {
    park: (call) =>
      inHand.park({ call: call as CallId })
        ? ok(undefined)
        : fail("calls.notInHand", "no telephone of yours talks in this call"),
    take: (call, device) =>
      inHand.canBeTaken(call as CallId)
        ? placeCall(device, `${takePrefix}${call}`)
        : fail("calls.notInHand", "this call cannot be taken at a telephone now"),
  };
}
